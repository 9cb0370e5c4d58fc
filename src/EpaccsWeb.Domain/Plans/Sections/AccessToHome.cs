namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>How to get in, and what to expect there (no SCCI1580 item; NHS Digital "domestic access").</summary>
public sealed record AccessToHome : ISectionAnswers
{
    /// <summary>Where the key safe is, and its code.</summary>
    [ShownOnRequest]
    public string? KeySafe { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public bool? LivesAlone { get; init; }
    public string? Notes { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context) => [];
}
