using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>How far the question of a place of death has come.</summary>
public enum PlaceStatus
{
    Blank,
    Recorded,
    Unable,
    NotAppropriate,
    Declined,
    Undecided,
}

/// <summary>One row per plan with what lists, the finder and reports need. Computed here and nowhere else.</summary>
public sealed class PlanFacts
{
    public required Guid PlanId { get; init; }
    public required Guid PatientId { get; init; }
    public ConsentStatus? ConsentToRecord { get; private set; }
    public ConsentStatus? ConsentToShare { get; private set; }
    public PlaceStatus PpdStatus { get; private set; }
    public Place? PpdFirst { get; private set; }
    public Place? PpdSecond { get; private set; }
    public DateOnly? PpdExpressedOn { get; private set; }
    public CprDecision? Cpr { get; private set; }
    public bool CprEndorsed { get; private set; }
    public bool CprDisagrees { get; private set; }
    public DateTimeOffset? CprDecidedAt { get; private set; }
    public DateOnly? CprReviewOn { get; private set; }
    public CeilingOfTreatment? Ceiling { get; private set; }
    public bool CeilingEndorsed { get; private set; }
    public DateOnly? ReviewOn { get; private set; }
    public DiagnosisGroup? DiagnosisGroup { get; private set; }
    public Prognosis? Prognosis { get; private set; }
    public GsfStage? Stage { get; private set; }
    public DateTimeOffset? LastChangedAt { get; private set; }
    public DateOnly? DiedOn { get; private set; }
    public bool DeathConfirmed { get; private set; }

    /// <summary>Role and organisation of whoever reported a death that nobody has confirmed yet.</summary>
    public string? DeathReportedBy { get; private set; }
    public Place? ActualPlace { get; private set; }
    public string? ActualPlaceName { get; private set; }
    public bool? InUsualResidence { get; private set; }
    public bool? FirstMet { get; private set; }
    public bool? FirstOrSecondMet { get; private set; }
    public bool? NamedPlaceMet { get; private set; }
    public VarianceReason? Variance { get; private set; }

    /// <summary>The registered practice on the day of death; reports count by it.</summary>
    public Guid? PracticeAtDeathId { get; private set; }

    /// <summary>Recomputes every fact from the versions.</summary>
    /// <param name="links">The person's relationships, past ones too; the practice and the home of the day of death are taken from them.</param>
    public PlanFacts Compute(
        Plan plan,
        Patient patient,
        IEnumerable<Consent> consents,
        IEnumerable<Death> deaths,
        IReadOnlyCollection<Relationship> links
    )
    {
        var latest = consents
            .GroupBy(consent => consent.Purpose)
            .ToDictionary(group => group.Key, group => group.MaxBy(entry => entry.Number)!.Status);
        ConsentToRecord = latest.TryGetValue(ConsentPurpose.Record, out var toRecord) ? toRecord : null;
        ConsentToShare = latest.TryGetValue(ConsentPurpose.Share, out var toShare) ? toShare : null;

        var places = plan.Current<PreferredPlaces>();
        PpdStatus = StatusOf(places?.Death);
        PpdFirst = places?.Death.First?.Place;
        PpdSecond = places?.Death.Second?.Place;
        PpdExpressedOn = places?.ExpressedOn;

        var cpr = DecisionState.Of<Resuscitation>(plan);
        var resuscitation = cpr.First as Resuscitation;
        Cpr = resuscitation?.Decision;
        CprEndorsed = cpr.Endorsed;
        CprDisagrees = cpr.Disagrees;
        CprDecidedAt = resuscitation?.DecidedAt;
        CprReviewOn = resuscitation?.ReviewOn;
        var ceiling = DecisionState.Of<TreatmentEscalation>(plan);
        Ceiling = (ceiling.First as TreatmentEscalation)?.Ceiling;
        CeilingEndorsed = ceiling.Endorsed;
        ReviewOn = plan.Current<Review>()?.NextOn;
        DiagnosisGroup = plan.Current<Diagnoses>()?.Group;
        Prognosis = plan.Current<PrognosisAndStage>()?.Prognosis;
        Stage = plan.Current<PrognosisAndStage>()?.Stage;
        LastChangedAt = plan.Sections.Count == 0 ? plan.StartedAt : plan.Sections.Max(row => row.At);

        ComputeDeath(plan, patient, deaths.MaxBy(entry => entry.Number), links);
        return this;
    }

    /// <summary>What a statement about place of death amounts to.</summary>
    public static PlaceStatus StatusOf(PlaceStatement? statement) =>
        statement switch
        {
            { First: not null } => PlaceStatus.Recorded,
            { Finding: PlaceFinding.Unable } => PlaceStatus.Unable,
            { Finding: PlaceFinding.NotAppropriate } => PlaceStatus.NotAppropriate,
            { Finding: PlaceFinding.Declined } => PlaceStatus.Declined,
            { Finding: PlaceFinding.Undecided } => PlaceStatus.Undecided,
            _ => PlaceStatus.Blank,
        };

    /// <summary>The statement about place of death that was in effect at the end of a day.</summary>
    public static PlaceStatement? WishOn(Plan plan, DateOnly day) => PlacesOn(plan, day)?.Death;

    /// <summary>The preferred places that were in effect at the end of a day.</summary>
    public static PreferredPlaces? PlacesOn(Plan plan, DateOnly day) =>
        plan.InForce(SectionCatalogue.Of<PreferredPlaces>().Key).LastOrDefault(row => London.Day(row.EffectiveAt) <= day)?.Answers
        as PreferredPlaces;

    private void ComputeDeath(Plan plan, Patient patient, Death? death, IReadOnlyCollection<Relationship> links)
    {
        var answers = death is null or { Kind: DeathEntryKind.Undone } ? null : death.Answers;
        var wish = answers is null ? null : WishOn(plan, answers.DiedOn);
        var inCareHome = answers is not null && On(answers.DiedOn, links, RelationshipSource.Residence, patient.CareHomeId) is not null;
        DiedOn = answers?.DiedOn;
        DeathConfirmed = death?.Kind is DeathEntryKind.Recorded;
        DeathReportedBy = death is { Kind: DeathEntryKind.Reported } ? death.Authorship : null;
        ActualPlace = answers?.ActualPlace;
        ActualPlaceName = answers?.ActualPlaceName;
        InUsualResidence = answers is null ? null : PreferenceOutcome.InUsualResidence(answers, inCareHome);
        FirstMet = answers is null ? null : PreferenceOutcome.FirstMet(wish, answers, inCareHome);
        FirstOrSecondMet = answers is null ? null : PreferenceOutcome.FirstOrSecondMet(wish, answers, inCareHome);
        NamedPlaceMet = answers is null ? null : PreferenceOutcome.NamedPlaceMet(wish, answers);
        Variance = answers?.Variance;
        PracticeAtDeathId = answers is null ? null : On(answers.DiedOn, links, RelationshipSource.Registration, patient.GpPracticeId);
    }

    /// <summary>The organisation that held a relationship at the end of a day; the first one for a record started later.</summary>
    private static Guid? On(DateOnly day, IEnumerable<Relationship> links, RelationshipSource source, Guid? otherwise)
    {
        var held = links.Where(link => link.Source == source).OrderBy(link => link.StartedAt).ToList();
        if (held.Count == 0)
        {
            return otherwise;
        }

        var first = London.Day(held[0].StartedAt) > day ? held[0] : null;
        return (
            held.LastOrDefault(link => London.Day(link.StartedAt) <= day && (link.EndsAt is not { } end || London.Day(end) > day)) ?? first
        )?.OrganisationId;
    }
}
