using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Audit;

/// <summary>One line of the audit: who did what, to whose record, in which role, when and under which request.</summary>
/// <remarks>Holds no name, NHS number or answer; <see cref="Detail"/> is a short fixed text such as a section key.</remarks>
public sealed class AuditEntry
{
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required AuditAction Action { get; init; }

    /// <summary>The part seen or changed, the reason for a refusal, or a count of rows.</summary>
    public required string Detail { get; init; }
    public Guid? PatientId { get; init; }
    public Guid? UserId { get; init; }
    public Guid? PostId { get; init; }
    public Role? Role { get; init; }
    public Guid? OrganisationId { get; init; }

    /// <summary>The post was an urgent one: out of hours, ambulance, call handling, emergency department.</summary>
    public bool Urgent { get; init; }

    /// <summary>The relationship relied on, when a record was opened.</summary>
    public RelationshipSource? Route { get; init; }

    /// <summary>Ties the line to one request and its log lines.</summary>
    public required string RequestId { get; init; }

    /// <summary>Whom a list or the answer to a search named, when it named anybody.</summary>
    public Guid[]? People { get; private set; }

    public AuditPurpose Purpose => AuditMeaning.PurposeOf(Slug.Of(Action), Detail, Slug.Of(Role), Slug.Of(Route), PatientId is not null);

    public AuditOutcome Outcome => AuditMeaning.OutcomeOf(Slug.Of(Action));

    /// <summary>Says whom a list or an answer named.</summary>
    public AuditEntry About(IEnumerable<Guid> people)
    {
        People = [.. people.Distinct()];
        return this;
    }

    /// <summary>A line for something an actor did.</summary>
    public static AuditEntry By(
        Actor? actor,
        AuditAction action,
        string detail,
        string requestId,
        DateTimeOffset at,
        Guid? patientId = null,
        RelationshipSource? route = null
    ) =>
        new()
        {
            At = at,
            Action = action,
            Detail = detail,
            PatientId = patientId,
            UserId = actor?.UserId,
            PostId = actor?.PostId,
            Role = actor?.Role,
            OrganisationId = actor?.OrganisationId,
            Urgent = actor?.Urgent ?? false,
            Route = route,
            RequestId = requestId,
        };
}

/// <summary>The kinds of thing the audit records.</summary>
public enum AuditAction
{
    View,
    Refused,
    Changed,
    Searched,
    Listed,
    Printed,
    Exported,
    Imported,
    Started,
    CaringNow,
    VisitFinished,
    BreakGlass,
    SignedIn,
    SignInFailed,
    SignedOut,
    PostChosen,
    SessionEnded,
    Invited,
    InvitationRevoked,
    InvitationAccepted,
    PassphraseChanged,
    AccountChanged,
    FactorAdded,
    FactorRemoved,
    FactorConfirmed,
    FactorResetAsked,
    FactorResetDecided,
    RecoveryCodesMade,
    AuditViewed,
    ReportRun,
    DemoDataLoaded,
    LocationShown,
    Administered,
    BreakGlassReviewed,
    BreakGlassSuspended,
    BreakGlassAllowedAgain,
    KeySafeShown,
    ExtractAsked,
    ExtractApproved,
    ExtractRefused,
    ExtractMade,
    ExtractDownloaded,
    ExtractExpired,
    SubjectAccessAsked,
    SubjectAccessSeen,
    SubjectAccessRefused,
    SubjectAccessMade,
    SubjectAccessFetched,
    SubjectAccessExpired,
    RetentionSeen,
    RecordHeld,
    RecordHoldLifted,
    DestructionAsked,
    DestructionRefused,
    RecordDestroyed,
}
