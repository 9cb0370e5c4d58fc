namespace EpaccsWeb.Domain.Notices;

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
