using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Notices;

/// <summary>What changed in a plan, for one organisation that cares for the person (SCCI1580 requirement 5).</summary>
public sealed class Notice
{
    /// <summary>Told to the practice and the care home of a person whose record somebody else has started.</summary>
    public const string Started = "Record: started";

    /// <summary>Told to both practices when a changed registration is confirmed.</summary>
    public const string RegistrationPassed = "Registration: confirmed by the new practice";

    /// <summary>Told to whoever reaches the person through the record that closed only, and so reaches neither now.</summary>
    public const string PutTogether = "Record: closed, put together with another record of the same person";

    /// <summary>Told to whoever cares for the person through the record that goes on.</summary>
    public const string AnotherPutHere = "Record: another record of the same person was put together with it";

    /// <summary>Told on both records.</summary>
    public const string TakenApart = "Record: no longer put together with another record";

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>The order of the change within the plan.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>What changed, without an answer: "Resuscitation recorded".</summary>
    public required string What { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }

    /// <summary>Role and organisation of whoever changed it, or that the service did by itself.</summary>
    public required string By { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public string? AcknowledgedBy { get; private set; }

    /// <summary>A notice for one organisation that the author has changed something.</summary>
    public static Notice Of(Guid patientId, Guid organisationId, int planVersion, string what, Actor author, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = patientId,
            OrganisationId = organisationId,
            PlanVersion = planVersion,
            What = what,
            At = now,
            AuthorId = author.UserId,
            By = author.UserId == Guid.Empty ? author.Name : author.PostInWords,
        };

    /// <summary>Somebody of the organisation has taken note; a second time changes nothing.</summary>
    public void Acknowledge(Actor actor, DateTimeOffset now)
    {
        if (AcknowledgedAt is null)
        {
            (AcknowledgedAt, AcknowledgedBy) = (now, actor.NameAndRole);
        }
    }
}
