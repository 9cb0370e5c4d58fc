using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Allergies and adverse reactions (SCCI1580 item 30). A blank section reads "Allergies not recorded".</summary>
public sealed record Allergies : ISectionAnswers
{
    public required AllergyStatus Status { get; init; }

    /// <summary>Substance and reaction, one a line.</summary>
    public string? Details { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Status is AllergyStatus.Known && string.IsNullOrWhiteSpace(Details))
        {
            yield return new(nameof(Details), "Enter what the person is allergic to.");
        }

        if (Status is AllergyStatus.NoneKnown && !string.IsNullOrWhiteSpace(Details))
        {
            yield return new(nameof(Details), "Leave the details blank when there are no known allergies.");
        }
    }
}
