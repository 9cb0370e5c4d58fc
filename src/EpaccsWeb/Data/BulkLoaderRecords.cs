using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Data;

/// <summary>One whole new record as <see cref="BulkLoader"/> takes it. What it says was checked by whoever made it.</summary>
public sealed record LoadedRecord
{
    public required Guid PatientId { get; init; }

    /// <summary>Becomes the first section version and the patient's row.</summary>
    public required PersonDetails Person { get; init; }

    /// <summary>Who started the record; author of the person details and of the relationships.</summary>
    public required Actor StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required Guid RecordingOrganisationId { get; init; }

    /// <summary>The organisation of <see cref="PersonDetails.GpPracticeCode"/>.</summary>
    public required Guid GpPracticeId { get; init; }

    /// <summary>The organisation of <see cref="PersonDetails.CareHomeCode"/>; null when that is blank.</summary>
    public Guid? CareHomeId { get; init; }

    /// <summary>The person details came by file.</summary>
    public bool Imported { get; init; }

    /// <summary>The sections besides the person, in the order they were written; a section may come several times.</summary>
    public IReadOnlyList<LoadedSection> Sections { get; init; } = [];

    /// <summary>In the order they were written; numbered within each purpose.</summary>
    public IReadOnlyList<LoadedConsent> Consents { get; init; } = [];
    public LoadedDeath? Death { get; init; }

    /// <summary>What the team says of the death; null without a death.</summary>
    public LoadedReview? Review { get; init; }

    /// <summary>What meetings agreed about the person. The meetings themselves are stored already.</summary>
    public IReadOnlyList<LoadedAgreement> Agreed { get; init; } = [];

    /// <summary>Organisations in the team besides the registered practice and the care home.</summary>
    public IReadOnlyList<LoadedTeamMember> Team { get; init; } = [];
}

/// <summary>One version of one section.</summary>
/// <param name="Answers">What was recorded.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When it was written.</param>
/// <param name="Imported">It came by file: "imported: check the form".</param>
/// <param name="EffectiveAt">When it holds from, if the answers carry no date of their own; null is <paramref name="At"/>.</param>
/// <param name="Endorsed">Who endorsed this version, if anybody did.</param>
public sealed record LoadedSection(
    ISectionAnswers Answers,
    Actor Author,
    DateTimeOffset At,
    bool Imported = false,
    DateTimeOffset? EffectiveAt = null,
    LoadedEndorsement? Endorsed = null
);

/// <summary>An endorsement of the version it belongs to.</summary>
public sealed record LoadedEndorsement(Actor Author, DateTimeOffset At);

/// <summary>One entry about consent to record or to share.</summary>
public sealed record LoadedConsent(ConsentPurpose Purpose, ConsentAnswers Answers, Actor Author, DateTimeOffset At);

/// <summary>The entry about a death.</summary>
public sealed record LoadedDeath(DeathAnswers Answers, Actor Author, DateTimeOffset At, DeathEntryKind Kind = DeathEntryKind.Recorded);

/// <summary>The after-death review.</summary>
public sealed record LoadedReview(DeathReviewAnswers Answers, Actor Author, DateTimeOffset At);

/// <summary>What one meeting agreed about the person, and the tasks that came of it.</summary>
public sealed record LoadedAgreement(Meeting Meeting, string Words, Actor Author, DateTimeOffset At, IReadOnlyList<LoadedTask> Tasks);

/// <summary>One task.</summary>
/// <param name="Done">Who did it; null while it is open.</param>
public sealed record LoadedTask(string What, TaskOwner Owner, DateOnly DueOn, LoadedDone? Done = null);

/// <summary>The end of a task that was done.</summary>
public sealed record LoadedDone(string? Words, Actor Author, DateTimeOffset At);

/// <summary>An organisation in the team, or one the person was referred to.</summary>
/// <param name="Source"><see cref="RelationshipSource.Team"/> or <see cref="RelationshipSource.Referral"/>.</param>
public sealed record LoadedTeamMember(Guid OrganisationId, bool KeyWorker = false, RelationshipSource Source = RelationshipSource.Team);
