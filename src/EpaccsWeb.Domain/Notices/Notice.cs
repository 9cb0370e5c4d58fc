using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Notices;

/// <summary>What changed in a plan, for one organisation that cares for the person (SCCI1580 requirement 5).</summary>
public sealed class Notice
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>The order of the change within the plan.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>What changed, without an answer: "Resuscitation recorded".</summary>
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }

    /// <summary>Role and organisation of whoever changed it.</summary>
    public required string By { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public string? AcknowledgedBy { get; private set; }

    /// <summary>Somebody of the organisation has taken note; a second time changes nothing.</summary>
    public void Acknowledge(Actor actor, DateTimeOffset now)
    {
        if (AcknowledgedAt is null)
        {
            (AcknowledgedAt, AcknowledgedBy) = (now, $"{actor.Name}, {RoleNames.Of(actor.Role)}");
        }
    }
}

/// <summary>A mail to an organisation. It says that something waits, and never about whom.</summary>
public sealed class OutboxMail
{
    public required Guid Id { get; init; }
    public required string ToAddress { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public int Tries { get; set; }

    /// <summary>The one text of all these mails.</summary>
    public static OutboxMail To(string address, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ToAddress = address,
            Subject = "EpaccsWeb: a care plan your team shares has changed",
            Body = "Something waits in your organisation's inbox. Sign in to EpaccsWeb and open the inbox to see it.",
            MadeAt = now,
        };
}

/// <summary>When an organisation gets a mail about its notices.</summary>
public enum NoticeMail
{
    None,
    AtOnce,
    Daily,
}
