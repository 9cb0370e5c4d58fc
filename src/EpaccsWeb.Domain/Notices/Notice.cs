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

/// <summary>A mail: to an organisation that something waits, or to somebody about their own account. Never about a patient.</summary>
public sealed class OutboxMail
{
    /// <summary>By which daily mails are known among all others: each tells of what came since the one before.</summary>
    public const string DailySubject = "EpaccsWeb: care plans your team shares have changed";

    public required Guid Id { get; init; }
    public required string ToAddress { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; set; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
    public int Tries { get; set; }

    /// <summary>A link that works once is not kept once the mail is out.</summary>
    public void Forget() => Body = string.Empty;

    /// <summary>The mail to an organisation that wants to hear at once.</summary>
    public static OutboxMail To(string address, DateTimeOffset now) =>
        Waits(address, "EpaccsWeb: a care plan your team shares has changed", now);

    /// <summary>The mail to an organisation that wants to hear once a day.</summary>
    public static OutboxMail Daily(string address, DateTimeOffset now) => Waits(address, DailySubject, now);

    private static OutboxMail Waits(string address, string subject, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ToAddress = address,
            Subject = subject,
            Body = "Something waits in your organisation's inbox. Sign in to EpaccsWeb and open the inbox to see it.",
            MadeAt = now,
        };

    /// <summary>Tells a privacy officer that emergency access piles up. Names neither the user nor the person.</summary>
    public static OutboxMail ToPrivacyOfficer(string address, string reference, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ToAddress = address,
            Subject = "EpaccsWeb: emergency access to be looked at now",
            Body = $"Emergency access waits for your verdict. Sign in to EpaccsWeb and open Emergency access. Reference: {reference}.",
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
