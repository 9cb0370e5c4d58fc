using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Audit;

/// <summary>What something in the audit was done for.</summary>
public enum AuditPurpose
{
    DirectCare,

    /// <summary>Without the team's own relationship: caring now, or break-glass.</summary>
    EmergencyCare,

    /// <summary>Registers, lists and deaths, by coordinators and practice administrators.</summary>
    CareAdministration,

    /// <summary>Accounts, posts, organisations and settings.</summary>
    Administration,
    Audit,
    Report,
    Import,

    /// <summary>Signing in and out, and one's own account.</summary>
    SignIn,

    /// <summary>Copies of a record for the person, and how long records are kept.</summary>
    Rights,
    Demonstration,
}

/// <summary>What came of it.</summary>
public enum AuditOutcome
{
    Done,
    Refused,
    Failed,
}

/// <summary>Derives the purpose and the outcome of a line from what it holds: the one place that does.</summary>
/// <remarks>Raw words and not enums, so that a line whose words have gone out of use still has a meaning.</remarks>
public static class AuditMeaning
{
    /// <summary>What a list or a refusal that names no one record begins with when it is about care and not a report.</summary>
    private static readonly string[] ListsOfCare =
    [
        "home",
        "inbox",
        "worklist",
        "search",
        "registration",
        "emergency",
        "record",
        "meeting",
        "tasks",
        "downtime",
    ];

    public static AuditOutcome OutcomeOf(string action) =>
        Slug.Parse<AuditAction>(action) switch
        {
            AuditAction.Refused => AuditOutcome.Refused,
            AuditAction.SignInFailed => AuditOutcome.Failed,
            _ => AuditOutcome.Done,
        };

    /// <param name="action">What was done.</param>
    /// <param name="detail">The part, list or report.</param>
    /// <param name="role">The role of the post; null for a verb or somebody not signed in.</param>
    /// <param name="route">The relationship relied on.</param>
    /// <param name="ofOnePerson">The line is about one record.</param>
    public static AuditPurpose PurposeOf(string action, string detail, string? role, string? route, bool ofOnePerson) =>
        Slug.Parse<AuditAction>(action) switch
        {
            AuditAction.SignedIn
            or AuditAction.SignInFailed
            or AuditAction.SignedOut
            or AuditAction.PostChosen
            or AuditAction.SessionEnded
            or AuditAction.InvitationAccepted
            or AuditAction.PassphraseChanged
            or AuditAction.AccountChanged
            or AuditAction.FactorAdded
            or AuditAction.FactorRemoved
            or AuditAction.FactorConfirmed
            or AuditAction.RecoveryCodesMade => AuditPurpose.SignIn,
            AuditAction.Invited
            or AuditAction.InvitationRevoked
            or AuditAction.FactorResetAsked
            or AuditAction.FactorResetDecided
            or AuditAction.Administered => AuditPurpose.Administration,
            AuditAction.AuditViewed
            or AuditAction.BreakGlassReviewed
            or AuditAction.BreakGlassSuspended
            or AuditAction.BreakGlassAllowedAgain
            or AuditAction.ExtractApproved
            or AuditAction.ExtractRefused => AuditPurpose.Audit,
            AuditAction.ReportRun
            or AuditAction.ExtractAsked
            or AuditAction.ExtractMade
            or AuditAction.ExtractDownloaded
            or AuditAction.ExtractExpired => AuditPurpose.Report,
            AuditAction.SubjectAccessAsked
            or AuditAction.SubjectAccessSeen
            or AuditAction.SubjectAccessRefused
            or AuditAction.SubjectAccessMade
            or AuditAction.SubjectAccessFetched
            or AuditAction.SubjectAccessExpired
            or AuditAction.RetentionSeen
            or AuditAction.RecordHeld
            or AuditAction.RecordHoldLifted
            or AuditAction.DestructionAsked
            or AuditAction.DestructionRefused
            or AuditAction.RecordDestroyed => AuditPurpose.Rights,
            AuditAction.Imported => AuditPurpose.Import,
            AuditAction.DemoDataLoaded => AuditPurpose.Demonstration,
            AuditAction.BreakGlass or AuditAction.CaringNow or AuditAction.VisitFinished => AuditPurpose.EmergencyCare,
            _ => ByWhom(Slug.Parse<Role>(role), Slug.Parse<RelationshipSource>(route), ofOnePerson || IsOfCare(action, detail)),
        };

    private static AuditPurpose ByWhom(Role? role, RelationshipSource? route, bool ofCare) =>
        role switch
        {
            null or Role.OrganisationAdministrator or Role.SystemAdministrator => AuditPurpose.Administration,
            Role.PrivacyOfficer => AuditPurpose.Audit,
            _ when !ofCare => AuditPurpose.Report,
            Role.Coordinator or Role.PracticeAdministrator => AuditPurpose.CareAdministration,
            _ when route is RelationshipSource.CaringNow or RelationshipSource.BreakGlass => AuditPurpose.EmergencyCare,
            _ => AuditPurpose.DirectCare,
        };

    private static bool IsOfCare(string action, string detail) =>
        action == Slug.Of(AuditAction.Searched) || ListsOfCare.Any(list => detail.StartsWith(list, StringComparison.Ordinal));
}
