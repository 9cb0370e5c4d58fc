using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Documents that belong to the plan: where the originals are, and files kept here (PRSB documents; SCCI1580 requirement 39).</summary>
public sealed record Documents : ISectionAnswers
{
    public IReadOnlyList<Document> Listed { get; init; } = [];

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        for (var at = 0; at < Listed.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(Listed[at].Title))
            {
                yield return new($"{nameof(Listed)}[{at}].{nameof(Document.Title)}", "Enter what the document is called.");
            }

            if (Listed[at].WrittenOn > context.Today)
            {
                yield return new(
                    $"{nameof(Listed)}[{at}].{nameof(Document.WrittenOn)}",
                    "The date of the document must be today or in the past."
                );
            }
        }
    }
}

/// <summary>One document: what it is and where its original is kept.</summary>
public sealed record Document
{
    public required string Title { get; init; }
    public DocumentClass? Class { get; init; }
    public string? Author { get; init; }
    public DateOnly? WrittenOn { get; init; }

    /// <summary>Where the original is kept.</summary>
    public string? Location { get; init; }

    /// <summary>Who may see it, when not everybody who reads the plan.</summary>
    public string? Confidentiality { get; init; }
}
