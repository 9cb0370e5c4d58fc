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
            StartedBy = Relationship.By(actor),
        };

    /// <summary>Nothing more is decided in it; a second time changes nothing.</summary>
    public void Close(Actor actor, DateTimeOffset now)
    {
        if (IsOpen)
        {
            (ClosedAt, ClosedBy) = (now, Relationship.By(actor));
        }
    }
}
