namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Disabilities and what they mean for care (SCCI1580 item 28).</summary>
public sealed record Disabilities : ISectionAnswers
{
    /// <summary>True is "no known disability" (750691000000106), false "has a disability"; null is "not recorded".</summary>
    public bool? NoneKnown { get; init; }
    public string? Description { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (NoneKnown is true && !string.IsNullOrWhiteSpace(Description))
        {
            yield return new(nameof(Description), "Leave the description blank when there is no known disability.");
        }

        if (NoneKnown is false && string.IsNullOrWhiteSpace(Description))
        {
            yield return new(nameof(Description), "Describe the disability.");
        }
    }
}
