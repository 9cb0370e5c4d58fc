using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>What the person can do, needs and aims for, and what is done about it (PRSB care and support plan; no SCCI1580 item).</summary>
public sealed record CareAndSupportPlan : ISectionAnswers
{
    public string? Strengths { get; init; }
    public string? Needs { get; init; }
    public string? Goals { get; init; }
    public string? Actions { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public CarePlanAgreement? AgreedWith { get; init; }
    public string? AdditionalSupportPlans { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context) => [];
}
