using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Audit;

/// <summary>Audit lines in the words people use: for the team, the privacy officer and the person.</summary>
public static class AuditWords
{
    private const string PlanPart = "plan ";

    /// <summary>What was done, such as "Looked at"; an action without words of its own is spelled out.</summary>
    public static string Of(AuditAction action) =>
        action switch
        {
            AuditAction.View => "Looked at",
            AuditAction.Refused => "Was refused",
            AuditAction.Changed => "Changed",
            AuditAction.Searched => "Searched for people by",
            AuditAction.Listed => "Saw a list",
            AuditAction.Printed => "Printed",
            AuditAction.Exported => "Took a copy of",
            AuditAction.Imported => "Imported",
            AuditAction.Started => "Started",
            AuditAction.CaringNow => "Said they were caring for the person",
            AuditAction.VisitFinished => "Finished the visit",
            AuditAction.BreakGlass => "Opened in an emergency",
            AuditAction.SignedIn => "Signed in",
            AuditAction.SignInFailed => "Failed to sign in",
            AuditAction.SignedOut => "Signed out",
            AuditAction.PostChosen => "Chose a post",
            AuditAction.AccountChanged => "Changed their account",
            AuditAction.AuditViewed => "Looked at the audit",
            AuditAction.ReportRun => "Ran a report",
            AuditAction.DemoDataLoaded => "Loaded invented people",
            AuditAction.LocationShown => "Showed the hidden location",
            AuditAction.KeySafeShown => "Was shown the key safe code",
            AuditAction.BreakGlassReviewed => "Judged an emergency access",
            AuditAction.BreakGlassSuspended => "Suspended emergency access",
            AuditAction.BreakGlassAllowedAgain => "Allowed emergency access again",
            AuditAction.ExtractAsked => "Asked for an extract",
            AuditAction.ExtractApproved => "Approved an extract",
            AuditAction.ExtractRefused => "Refused an extract",
            AuditAction.ExtractMade => "Made an extract",
            AuditAction.ExtractDownloaded => "Downloaded an extract",
            AuditAction.ExtractExpired => "Removed the file of an extract",
            AuditAction.SubjectAccessAsked => "Took down a request for a copy of the record",
            AuditAction.SubjectAccessSeen => "Looked at a request for a copy of the record",
            AuditAction.SubjectAccessRefused => "Refused a copy of the record",
            AuditAction.SubjectAccessMade => "Signed off a copy of the record",
            AuditAction.SubjectAccessFetched => "Fetched a copy of the record",
            AuditAction.SubjectAccessExpired => "Removed a copy of the record",
            AuditAction.RetentionSeen => "Looked how long records are kept",
            AuditAction.RecordHeld => "Kept the record for longer",
            AuditAction.RecordHoldLifted => "Stopped keeping the record for longer",
            AuditAction.DestructionAsked => "Asked that the record be destroyed",
            AuditAction.DestructionRefused => "Refused that the record be destroyed",
            AuditAction.RecordDestroyed => "Destroyed the record",
            _ => Sentence(Slug.Of(action)),
        };

    /// <summary>The same for a word that may have gone out of use.</summary>
    public static string Of(string action) => Slug.TryParse<AuditAction>(action, out var known) ? Of(known.Value) : Sentence(action);

    /// <summary>The part, count or reason of a line, with keys of sections as their titles.</summary>
    public static string Detail(string detail)
    {
        var colon = detail.IndexOf(": ", StringComparison.Ordinal);
        if (detail.StartsWith("overview: ", StringComparison.Ordinal))
        {
            return $"overview: {SectionsSeen.InWords(detail["overview: ".Length..])}";
        }

        var (part, rest) = colon < 0 ? (detail, string.Empty) : (detail[..colon], detail[(colon + 2)..].Replace('-', ' '));
        var key = part.StartsWith(PlanPart, StringComparison.Ordinal) ? part[PlanPart.Length..] : part;
        var end = key.IndexOf(' ', StringComparison.Ordinal);
        var title = SectionCatalogue.Find(end < 0 ? key : key[..end])?.Title;
        var words = title is null ? part : title + (end < 0 ? string.Empty : key[end..]);
        return rest.Length == 0 ? words : $"{words}: {rest}";
    }

    /// <summary>One line in plain words, for the person: "looked at the part “Resuscitation”".</summary>
    public static string ForThePerson(AuditAction action, string detail)
    {
        var part = detail.Split(": ", 2)[0] switch
        {
            "overview" => Overview(detail),
            "urgent" => "the card for emergencies",
            "activity" => "this list",
            var other => Detail(other),
        };
        return action switch
        {
            AuditAction.View => $"looked at your plan ({part})",
            AuditAction.Refused => "tried to open your plan and was refused",
            AuditAction.Changed => $"changed your plan ({part})",
            AuditAction.Printed => $"printed your plan ({part})",
            AuditAction.Exported => $"copied your plan to another system ({part})",
            AuditAction.Started => "started your plan",
            AuditAction.CaringNow => "said they were caring for you, and opened your plan",
            AuditAction.VisitFinished => "finished the visit; your plan was closed to them",
            AuditAction.BreakGlass => "opened your plan in an emergency",
            AuditAction.LocationShown => "asked to be shown where you are",
            AuditAction.KeySafeShown => "was shown the code of your key safe",
            _ => $"{Of(action).ToLowerInvariant()} ({part})",
        };
    }

    /// <summary>What it was done for, for staff.</summary>
    public static string Of(AuditPurpose purpose) =>
        purpose switch
        {
            AuditPurpose.DirectCare => "Direct care",
            AuditPurpose.EmergencyCare => "Emergency care",
            AuditPurpose.CareAdministration => "Administration of care",
            AuditPurpose.Administration => "Administration",
            AuditPurpose.Audit => "Audit",
            AuditPurpose.Report => "Report",
            AuditPurpose.Import => "Import",
            AuditPurpose.SignIn => "Sign-in",
            AuditPurpose.Rights => "Rights and retention",
            _ => "Demonstration",
        };

    /// <summary>What it was done for, as one would say it to the person.</summary>
    public static string ForThePerson(AuditPurpose purpose) =>
        purpose switch
        {
            AuditPurpose.DirectCare => "This was to look after you.",
            AuditPurpose.EmergencyCare => "This was to look after you at that moment.",
            AuditPurpose.CareAdministration => "This was to organise your care.",
            AuditPurpose.Audit => "This was to check that the rules about your plan are kept.",
            AuditPurpose.Report => "This was to count plans.",
            AuditPurpose.Import => "This was to bring your plan here from another list.",
            AuditPurpose.Rights => "This was to answer a request for a copy of your record, or to see how long it is kept.",
            _ => "This was to run the system.",
        };

    /// <summary>What came of it.</summary>
    public static string Of(AuditOutcome outcome) =>
        outcome switch
        {
            AuditOutcome.Refused => "Refused",
            AuditOutcome.Failed => "Failed",
            _ => "Done",
        };

    /// <summary>On which ground a record was open.</summary>
    public static string Ground(RelationshipSource? route) => route is { } known ? RoleNames.Of(known) : "Holds the record";

    private static string Overview(string detail) =>
        detail.Split(": ", 2) is [_, var seen] && seen != SectionsSeen.All ? SectionsSeen.InWords(seen) : "all of it";

    private static string Sentence(string slug) => char.ToUpperInvariant(slug[0]) + slug[1..].Replace('-', ' ');
}

/// <summary>Kinds of line by which a reader narrows the activity of one record.</summary>
public enum ActivityKind
{
    Looks,
    Changes,
    Copies,
    Emergencies,
    Refusals,
}

/// <summary>Which actions each kind holds.</summary>
public static class ActivityKinds
{
    public static IReadOnlyList<AuditAction> ActionsOf(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.Looks => [AuditAction.View, AuditAction.LocationShown, AuditAction.KeySafeShown],
            ActivityKind.Changes => [AuditAction.Changed, AuditAction.Started, AuditAction.Imported],
            ActivityKind.Copies => [AuditAction.Printed, AuditAction.Exported],
            ActivityKind.Emergencies =>
            [
                AuditAction.CaringNow,
                AuditAction.VisitFinished,
                AuditAction.BreakGlass,
                AuditAction.BreakGlassReviewed,
            ],
            _ => [AuditAction.Refused],
        };

    public static string Words(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.Looks => "Looks",
            ActivityKind.Changes => "Changes",
            ActivityKind.Copies => "Prints and copies",
            ActivityKind.Emergencies => "Emergency access and caring now",
            _ => "Refusals",
        };
}
