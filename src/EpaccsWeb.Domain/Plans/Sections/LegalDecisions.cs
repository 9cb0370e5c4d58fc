using EpaccsWeb.Domain.Plans.Guard;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Whether an attorney was appointed before or after the advance decision: only a later one can override it.</summary>
public enum AttorneyOrder
{
    BeforeAdrt,
    AfterAdrt,

    /// <summary>A date is missing, or both are of one day.</summary>
    NotKnown,
}

/// <summary>What may bind: an advance decision to refuse treatment, attorneys, a deputy, capacity; then what the person stated in
/// advance, which informs (SCCI1580 items 35 and 49 to 53; PRSB legal information).</summary>
public sealed record LegalDecisions : ISectionAnswers, IHoldsCodesBack
{
    /// <summary>Item 49; null is "not recorded".</summary>
    public AdrtStatus? Adrt { get; init; }

    /// <summary>Item 49: 820621000000107 when true, which says nothing of whether there is one; null is "not recorded".</summary>
    public bool? AdrtDiscussed { get; init; }

    /// <summary>What is refused, in the person's words.</summary>
    public string? AdrtRefuses { get; init; }
    public DateOnly? AdrtMadeOn { get; init; }

    /// <summary>Item 50.</summary>
    public string? AdrtLocation { get; init; }

    /// <summary>The formalities of the Mental Capacity Act 2005, section 25; null is "not recorded".</summary>
    public bool? AdrtInWriting { get; init; }
    public bool? AdrtSigned { get; init; }
    public bool? AdrtWitnessed { get; init; }
    public bool? AdrtAppliesIfLifeAtRisk { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public AdrtState? AdrtState { get; init; }

    /// <summary>Who has seen the document itself, and when.</summary>
    public string? AdrtSeenBy { get; init; }
    public DateOnly? AdrtSeenOn { get; init; }

    /// <summary>Items 51 and 52; null is "not recorded". Authority over life-sustaining treatment is never inferred.</summary>
    public LpaStatus? Lpa { get; init; }

    /// <summary>An attorney overrides an advance decision only if appointed after it, so both dates are kept.</summary>
    public DateOnly? LpaMadeOn { get; init; }
    public string? AttorneyName { get; init; }

    /// <summary>Item 53.</summary>
    public string? AttorneyPhone { get; init; }

    /// <summary>Registered with the Office of the Public Guardian; until then it gives no power. Null is "not recorded".</summary>
    public bool? LpaRegistered { get; init; }

    public string? LpaLocation { get; init; }

    /// <summary>An attorney for property and affairs, who has no say over health (PRSB legal information). Null is "not recorded".</summary>
    public bool? PropertyAttorney { get; init; }

    /// <summary>Name of the attorney for property, and how to reach them.</summary>
    public string? PropertyAttorneyDetails { get; init; }

    /// <summary>A deputy appointed by the court cannot refuse life-sustaining treatment. Null is "not recorded".</summary>
    public bool? CourtDeputy { get; init; }
    public string? DeputyName { get; init; }

    public string? DeputyPhone { get; init; }

    /// <summary>Whether capacity was assessed, for which decision, and what was found.</summary>
    public string? CapacityAssessment { get; init; }

    public string? CapacityLocation { get; init; }

    /// <summary>Item 35: 816281000000101 when true; null is "not recorded". It informs, and binds nobody.</summary>
    public bool? AdvanceStatementMade { get; init; }

    /// <summary>Item 35, in the person's words.</summary>
    public string? AdvanceStatement { get; init; }

    public string? AdvanceStatementLocation { get; init; }

    private bool SaysMoreOfAdrt =>
        this
            is { AdrtRefuses: not null }
                or { AdrtLocation: not null }
                or { AdrtMadeOn: not null }
                or { AdrtInWriting: not null }
                or { AdrtSigned: not null }
                or { AdrtWitnessed: not null }
                or { AdrtAppliesIfLifeAtRisk: not null }
                or { AdrtState: not null }
                or { AdrtSeenBy: not null }
                or { AdrtSeenOn: not null };

    private bool SaysMoreOfLpa =>
        this
            is { AttorneyName: not null }
                or { AttorneyPhone: not null }
                or { LpaMadeOn: not null }
                or { LpaRegistered: not null }
                or { LpaLocation: not null };

    /// <summary>There is an advance decision, and nobody recorded that it was withdrawn.</summary>
    public bool AdrtStands() =>
        Adrt is AdrtStatus.HasAdrt or AdrtStatus.RefusesLifeSustaining && AdrtState is not Terminology.AdrtState.Withdrawn;

    /// <summary>A withdrawn advance decision leaves without the code of one that stands.</summary>
    string? IHoldsCodesBack.InPlaceOfCodes(string answer) =>
        answer is nameof(Adrt) && Adrt is not (null or AdrtStatus.None) && !AdrtStands() ? ", withdrawn by the person" : null;

    /// <summary>The words of the refusal name resuscitation.</summary>
    public bool NamesCpr() => GuardWords.NamesCpr(AdrtRefuses);

    /// <summary>It refuses what keeps the person alive: by its kind, by naming CPR, or because it applies even if life is at risk.</summary>
    public bool RefusesLifeSustaining() =>
        Adrt is AdrtStatus.RefusesLifeSustaining || (Adrt is AdrtStatus.HasAdrt && (NamesCpr() || AdrtAppliesIfLifeAtRisk is true));

    /// <summary>The four formalities, each with what was recorded of it, whatever the advance decision is about.</summary>
    public IReadOnlyList<(string Formality, bool? Met)> AllFormalities() =>
        [
            ("in writing", AdrtInWriting),
            ("signed", AdrtSigned),
            ("witnessed", AdrtWitnessed),
            ("applies even if life is at risk", AdrtAppliesIfLifeAtRisk),
        ];

    /// <summary>What a refusal of life-sustaining treatment needs by law, each with what was recorded of it; empty for one that is about
    /// other treatment and says nothing of a risk to life.</summary>
    public IReadOnlyList<(string Formality, bool? Met)> Formalities() =>
        RefusesLifeSustaining() || (Adrt is AdrtStatus.HasAdrt && AdrtAppliesIfLifeAtRisk is not null) ? AllFormalities() : [];

    /// <summary>Which came later, by the two dates; null unless an attorney and an advance decision both stand.</summary>
    public AttorneyOrder? OrderOfAttorney() =>
        !AdrtStands() || Lpa is (null or LpaStatus.None) ? null
        : LpaMadeOn > AdrtMadeOn ? AttorneyOrder.AfterAdrt
        : LpaMadeOn < AdrtMadeOn ? AttorneyOrder.BeforeAdrt
        : AttorneyOrder.NotKnown;

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (AdrtMadeOn > context.Today)
        {
            yield return new(nameof(AdrtMadeOn), "The date of the advance decision must be today or in the past.");
        }

        if (Adrt is AdrtStatus.None or null && SaysMoreOfAdrt)
        {
            yield return new(nameof(Adrt), "Say that there is an advance decision, or leave its details blank.");
        }

        if (AdrtMadeOn is { } made && context.Born is { } born && made < born.AddYears(18))
        {
            yield return new(nameof(AdrtMadeOn), "An advance decision to refuse treatment can only be made from the age of 18.");
        }

        if (LpaMadeOn > context.Today)
        {
            yield return new(nameof(LpaMadeOn), "The date of the power of attorney must be today or in the past.");
        }

        if (LpaMadeOn is { } appointed && context.Born is { } birth && appointed < birth.AddYears(18))
        {
            yield return new(nameof(LpaMadeOn), "A lasting power of attorney can only be made from the age of 18.");
        }

        if (Lpa is LpaStatus.None or null && SaysMoreOfLpa)
        {
            yield return new(nameof(Lpa), "Say what authority the attorney has, or leave the details blank.");
        }

        if (AdrtSeenOn > context.Today)
        {
            yield return new(nameof(AdrtSeenOn), "The date the document was seen must be today or in the past.");
        }
        else if (AdrtSeenOn < AdrtMadeOn)
        {
            yield return new(nameof(AdrtSeenOn), "The date the document was seen must be on or after the date it was made.");
        }

        if (AdrtSeenOn is not null && AdrtSeenBy is null)
        {
            yield return new(nameof(AdrtSeenBy), "Say who saw the document.");
        }

        if (CourtDeputy is not true && (DeputyName is not null || DeputyPhone is not null))
        {
            yield return new(nameof(CourtDeputy), "Say that there is a deputy, or leave the details blank.");
        }

        if (PropertyAttorney is not true && PropertyAttorneyDetails is not null)
        {
            yield return new(nameof(PropertyAttorney), "Say that there is an attorney for property, or leave the details blank.");
        }

        if (AdvanceStatementMade is not true && (AdvanceStatement is not null || AdvanceStatementLocation is not null))
        {
            yield return new(nameof(AdvanceStatementMade), "Say that the person made an advance statement, or leave its details blank.");
        }
    }
}
