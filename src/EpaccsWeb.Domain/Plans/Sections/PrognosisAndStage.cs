using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Likely prognosis and stage of care (SCCI1580 items 18 and 34). Optional; never needed for a plan.</summary>
public sealed record PrognosisAndStage : ISectionAnswers
{
    public Prognosis? Prognosis { get; init; }
    public GsfStage? Stage { get; init; }
    public DateOnly? EstimatedOn { get; init; }

    /// <summary>Who knows of it; null is "not recorded".</summary>
    public bool? PersonAware { get; init; }

    /// <summary>Item 18: 473301001 care giver aware, 711951000000105 carer unaware.</summary>
    public bool? CarerAware { get; init; }

    /// <summary>Item 18: 751961000000104 relative aware, 760101000000101 relative unaware.</summary>
    public bool? RelativeAware { get; init; }
    public string? Notes { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (EstimatedOn > context.Today)
        {
            yield return new(nameof(EstimatedOn), "The date of the estimate must be today or in the past.");
        }

        if (EstimatedOn < context.Born)
        {
            yield return new(nameof(EstimatedOn), "The date of the estimate must be after the person was born.");
        }
    }
}
