using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Advance decision to refuse treatment, then attorneys (SCCI1580 items 49 to 53).</summary>
public sealed record LegalDecisions : ISectionAnswers
{
    /// <summary>Item 49; null is "not recorded".</summary>
    public AdrtStatus? Adrt { get; init; }

    /// <summary>What is refused, in the person's words.</summary>
    public string? AdrtRefuses { get; init; }
    public DateOnly? AdrtMadeOn { get; init; }

    /// <summary>Item 50.</summary>
    [TellsLocation]
    public string? AdrtLocation { get; init; }

    /// <summary>Items 51 and 52; null is "not recorded". Authority over life-sustaining treatment is never inferred.</summary>
    public LpaStatus? Lpa { get; init; }

    /// <summary>An attorney overrides an advance decision only if appointed after it, so both dates are kept.</summary>
    public DateOnly? LpaMadeOn { get; init; }
    public string? AttorneyName { get; init; }

    /// <summary>Item 53.</summary>
    [TellsLocation]
    public string? AttorneyPhone { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (AdrtMadeOn > context.Today)
        {
            yield return new(nameof(AdrtMadeOn), "The date of the advance decision must be today or in the past.");
        }

        if (Adrt is AdrtStatus.None or null && (AdrtRefuses is not null || AdrtLocation is not null || AdrtMadeOn is not null))
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

        if (Lpa is LpaStatus.None or null && (AttorneyName is not null || AttorneyPhone is not null || LpaMadeOn is not null))
        {
            yield return new(nameof(Lpa), "Say what authority the attorney has, or leave the details blank.");
        }
    }
}
