namespace EpaccsWeb.Domain.Meetings;

/// <summary>Why somebody stands on the agenda of a meeting.</summary>
public enum AgendaReason
{
    /// <summary>Days or weeks to live: spoken of at every meeting.</summary>
    Stage,
    UrgentUse,
    ReviewOverdue,

    /// <summary>When the plan is to be reviewed is not recorded; not the same as overdue.</summary>
    NoReviewDate,
    NoPreference,

    /// <summary>Not spoken of within three months, or never.</summary>
    ThreeMonths,

    /// <summary>Somebody has reported the death, and nobody has confirmed it: the plan goes on until then.</summary>
    ReportedDead,

    /// <summary>Died, or was recorded as dead, since the last meeting.</summary>
    Died,
}

/// <summary>The three-month rule: everybody on a palliative register is spoken of by the whole team at least so often.</summary>
public static class MeetingRules
{
    public const int Months = 3;

    /// <summary>By when somebody is to be spoken of again; null for nobody yet, which means now.</summary>
    public static DateOnly? SpeakBy(DateOnly? lastSpokenOf) => lastSpokenOf?.AddMonths(Months);

    /// <summary>Spoken of within three months of that day.</summary>
    public static bool IsKept(DateOnly? lastSpokenOf, DateOnly day) => SpeakBy(lastSpokenOf) >= day;

    public static string Words(AgendaReason reason) =>
        reason switch
        {
            AgendaReason.Stage => "Days or weeks",
            AgendaReason.UrgentUse => "Urgent care used",
            AgendaReason.ReviewOverdue => "Review overdue",
            AgendaReason.NoReviewDate => "No review date set",
            AgendaReason.NoPreference => "No preference recorded",
            AgendaReason.ThreeMonths => "Three-month rule",
            AgendaReason.ReportedDead => "Reported dead, unconfirmed",
            _ => "Died",
        };
}

/// <summary>How a task ended, in words.</summary>
public static class TaskWords
{
    public static string Of(TaskOutcome outcome) => outcome is TaskOutcome.Done ? "Done" : "Not needed any more";
}
