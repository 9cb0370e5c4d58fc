using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Access;

/// <summary>The part of a record that is asked for; each page names one.</summary>
public enum RecordPart
{
    Overview,
    Urgent,
    Person,
    Consent,
    Team,
    Death,
    Plan,
    History,
    Activity,

    /// <summary>Taking a decision about CPR or ceiling of treatment out of force.</summary>
    Decision,

    /// <summary>Ending the record, and opening it again.</summary>
    Ending,

    /// <summary>The printable copy, and the text for another system.</summary>
    Print,

    /// <summary>What another organisation's role would see.</summary>
    Preview,

    /// <summary>Who outside this system was told of the plan.</summary>
    Telling,

    /// <summary>Taking note of what changed.</summary>
    Inbox,

    /// <summary>Dated notes of visits and calls.</summary>
    Notes,

    /// <summary>What became of the plan when it was needed.</summary>
    Feedback,

    /// <summary>A file that belongs to the plan.</summary>
    Attachment,

    /// <summary>Where a restricted person is, shown once to whoever attends them.</summary>
    Location,

    /// <summary>The organisations that the person does not want to share with.</summary>
    Objection,

    /// <summary>Where the key safe is, and its code.</summary>
    KeySafe,

    /// <summary>Putting the record together with another one of the same person.</summary>
    Merging,

    /// <summary>A record that was put together with another one, to be read; and taking that back.</summary>
    Merged,

    /// <summary>What meetings agreed, and the tasks that came of it.</summary>
    Meeting,

    /// <summary>What the team says of the death afterwards.</summary>
    DeathReview,
}

/// <summary>What is asked of the gate.</summary>
/// <param name="Part">The part of the record.</param>
/// <param name="Writes">Whether the request would change it.</param>
/// <param name="Section">The plan section, for <see cref="RecordPart.Plan"/>.</param>
/// <param name="Seen">What the audit calls the showing of it.</param>
public sealed record AccessRequest(RecordPart Part, bool Writes, string? Section = null, AuditAction Seen = AuditAction.View);

/// <summary>What the gate looked up about one person and one post, all in one query.</summary>
public sealed record AccessFacts
{
    public required Guid PatientId { get; init; }
    public required Actor Actor { get; init; }

    /// <summary>The account and its post are in force at this moment.</summary>
    public required bool PostInForce { get; init; }
    public required bool RecordExists { get; init; }
    public bool EndedInError { get; init; }

    /// <summary>The record was ended for whatever reason: on no list and no card, and opened again only by who holds it.</summary>
    public bool Ended { get; init; }

    /// <summary>The record that goes on in place of this one, while a merge holds.</summary>
    public Guid? MergedInto { get; init; }
    public Guid RecordingOrganisationId { get; init; }
    public ConsentStatus? ConsentToShare { get; init; }

    /// <summary>The person does not want to share with the actor's organisation.</summary>
    public bool Objected { get; init; }
    public DateOnly? DiedOn { get; init; }

    /// <summary>A role that may record deaths has confirmed it; a mere report closes nothing.</summary>
    public bool DeathConfirmed { get; init; }
    public required DateOnly Today { get; init; }

    public bool HasDied => DiedOn is not null && DeathConfirmed;

    /// <summary>Sources of the actor's relationships in force, through the organisation or as a person.</summary>
    public IReadOnlySet<RelationshipSource> Relationships { get; init; } = new HashSet<RelationshipSource>();

    /// <summary>Where the person is, and who is with them, is for the team only.</summary>
    public bool Restricted { get; init; }

    /// <summary>The actor's organisation provides the person's key worker.</summary>
    public bool KeyWorker { get; init; }

    /// <summary>When the actor's own "caring now" or break-glass ends, the former first.</summary>
    public DateTimeOffset? EmergencyUntil { get; init; }

    /// <summary>The actor's organisation leaves the plans that others hold to them: its people change nothing there.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>The actor's organisation is the practice that is asked to confirm a changed registration.</summary>
    public bool AskedToConfirm { get; init; }
}

/// <summary>Why a record was not opened. Kept in the audit, never shown.</summary>
public enum RefusalReason
{
    NotAllowedToFind,
    PostNotInForce,
    NoSuchRecord,
    EnteredInError,
    NotShared,
    Objected,
    NoRelationship,
    NoPermission,
    Closed,
    Ended,
    Merged,
}

/// <summary>What the rules decided.</summary>
public abstract record AccessDecision
{
    private AccessDecision() { }

    /// <summary>The record is open to this actor, for what the grant says.</summary>
    public sealed record Granted(AccessGrant Grant) : AccessDecision;

    /// <summary>This post may not know that the record exists: 404.</summary>
    public sealed record Unknown(RefusalReason Reason) : AccessDecision;

    /// <summary>The record is shared, but this post has no part in the person's care: 403 with the way in.</summary>
    public sealed record NeedsRelationship : AccessDecision;

    /// <summary>The record was put together with another one, which the post may know of: the way leads there.</summary>
    public sealed record Moved(Guid Survivor) : AccessDecision;

    /// <summary>The post may know of the record but not do this: 403.</summary>
    public sealed record Forbidden(RefusalReason Reason) : AccessDecision;
}
