using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Disabilities and what they mean for care (SCCI1580 item 28).</summary>
public sealed record Disabilities : ISectionAnswers
{
    /// <summary>True is "no known disability" (750691000000106), false "has a disability"; null is "not recorded".</summary>
    public bool? NoneKnown { get; init; }

    /// <summary>Every one that applies, and whether the person reports none; none chosen is "not recorded".</summary>
    public IReadOnlyList<Disability> Kinds { get; init; } = [];

    /// <summary>Any other disability, and what all of them mean for care.</summary>
    public string? Description { get; init; }

    /// <summary>A disability is among them: what the person reports of themselves is none.</summary>
    public bool NamesOne() => Kinds.Any(kind => kind is not Disability.ReportsNoCurrentDisability);

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (NoneKnown is true && NamesOne())
        {
            yield return new(nameof(Kinds), "Choose no disability when there is no known disability.");
        }

        if (NoneKnown is true && !string.IsNullOrWhiteSpace(Description))
        {
            yield return new(nameof(Description), "Leave the description blank when there is no known disability.");
        }

        if (NoneKnown is false && !NamesOne() && string.IsNullOrWhiteSpace(Description))
        {
            yield return new(nameof(Description), "Choose which disability it is, or describe it.");
        }
    }
}
