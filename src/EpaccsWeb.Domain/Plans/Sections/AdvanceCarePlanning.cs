using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>How the plan came about, and which plans and tools are in use (SCCI1580 item 33; PRSB palliative and end of life care).</summary>
public sealed record AdvanceCarePlanning : ISectionAnswers
{
    public IReadOnlyList<PlanningInvolvement> Involvement { get; init; } = [];
    public string? WhoWasInvolved { get; init; }

    /// <summary>Item 33.</summary>
    public IReadOnlyList<CareTool> Tools { get; init; } = [];
    public IReadOnlyList<CarePlanName> Plans { get; init; } = [];

    /// <summary>1403151000000103 when true; null is "not recorded".</summary>
    public bool? OnPalliativeRegister { get; init; }

    /// <summary>What showed that the person may be approaching the end of life.</summary>
    public IdentificationTrigger? IdentifiedThrough { get; init; }
    public DateOnly? IdentifiedOn { get; init; }
    public string? IdentifiedBy { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public PlanCopy? Copy { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (IdentifiedOn > context.Today)
        {
            yield return new(nameof(IdentifiedOn), "The date must be today or in the past.");
        }

        if (IdentifiedOn < context.Born)
        {
            yield return new(nameof(IdentifiedOn), "The date must be after the person was born.");
        }

        if (IdentifiedThrough is null && (IdentifiedOn is not null || IdentifiedBy is not null))
        {
            yield return new(nameof(IdentifiedThrough), "Say what showed it, or leave the date and the name blank.");
        }
    }
}
