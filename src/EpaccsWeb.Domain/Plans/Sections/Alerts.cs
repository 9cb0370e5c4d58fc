namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>What any user must see before anything else (PRSB Alerts; no SCCI1580 item).</summary>
public sealed record Alerts : ISectionAnswers
{
    /// <summary>Null is "not recorded", also when a former alert was taken away.</summary>
    public string? Alert { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context) => [];
}
