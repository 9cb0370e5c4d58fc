using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Meetings;

/// <summary>One palliative meeting of an organisation: when it was held, and who was there. Whom it spoke of is in its entries.</summary>
public sealed class Meeting
{
    public const int LongestAttendees = 2000;

    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DateOnly HeldOn { get; init; }

    /// <summary>Who was there, as the meeting writes it; names of staff and never of a person cared for.</summary>
    public required string Attendees { get; set; }
    public required DateTimeOffset StartedAt { get; init; }
    public required string StartedBy { get; init; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosedBy { get; private set; }

    public bool IsOpen => ClosedAt is null;

    public static Meeting Start(DateOnly heldOn, string attendees, Actor actor, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = actor.OrganisationId,
            HeldOn = heldOn,
            Attendees = attendees,
            StartedAt = now,
            StartedBy = actor.Signature,
        };

    /// <summary>False, and nothing is changed, when it is closed or somebody else has said meanwhile who is there.</summary>
    /// <param name="seen">What stood there when this was typed.</param>
    public bool SayWhoIsThere(string attendees, string? seen)
    {
        if (!IsOpen || (Lines(Attendees) != Lines(seen) && Lines(Attendees) != Lines(attendees)))
        {
            return false;
        }

        Attendees = attendees;
        return true;
    }

    /// <summary>Nothing more is decided in it; false a second time, which changes nothing.</summary>
    public bool Close(Actor actor, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return false;
        }

        (ClosedAt, ClosedBy) = (now, actor.Signature);
        return true;
    }

    /// <summary>Browsers send ends of lines their own way, which is no difference.</summary>
    private static string? Lines(string? text) => text?.ReplaceLineEndings("\n").Trim();
}
