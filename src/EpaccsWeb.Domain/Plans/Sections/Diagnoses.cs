using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>The main diagnosis and other problems that matter now (SCCI1580 items 26 and 27).</summary>
public sealed record Diagnoses : ISectionAnswers
{
    /// <summary>Item 26, in words.</summary>
    public required string Primary { get; init; }

    /// <summary>SNOMED CT identifier of the main diagnosis, when known.</summary>
    public string? PrimaryCode { get; init; }
    public DiagnosisGroup? Group { get; init; }

    /// <summary>Item 27, one a line.</summary>
    public string? Others { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (string.IsNullOrWhiteSpace(Primary))
        {
            yield return new(nameof(Primary), "Enter the main diagnosis.");
        }
    }
}
