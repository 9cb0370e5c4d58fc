using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Allergies and adverse reactions (SCCI1580 item 30). A blank section reads "Allergies not recorded".</summary>
public sealed record Allergies : ISectionAnswers
{
    public required AllergyStatus Status { get; init; }
    public IReadOnlyList<Allergy> Known { get; init; } = [];

    /// <summary>Substance and reaction, one a line: as imported, or as recorded before there were entries.</summary>
    public string? Details { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Status is AllergyStatus.Known && Known.Count == 0 && string.IsNullOrWhiteSpace(Details))
        {
            yield return new(nameof(Details), "Enter what the person is allergic to.");
        }

        if (Status is AllergyStatus.NoneKnown && !string.IsNullOrWhiteSpace(Details))
        {
            yield return new(nameof(Details), "Leave the details blank when there are no known allergies.");
        }

        if (Status is not AllergyStatus.Known && Known.Count > 0)
        {
            yield return new(nameof(Status), "Say that there are known allergies, or remove them.");
        }

        for (var at = 0; at < Known.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(Known[at].CausativeAgent))
            {
                yield return new($"{nameof(Known)}[{at}].{nameof(Allergy.CausativeAgent)}", "Enter what the person is allergic to.");
            }
        }
    }

    /// <summary>Every known allergy on one line, such as "Penicillin (rash); Latex: wheeze".</summary>
    public string InShort() =>
        string.Join(
            "; ",
            Known
                .Select(allergy => allergy.Reaction is null ? allergy.CausativeAgent : $"{allergy.CausativeAgent} ({allergy.Reaction})")
                .Append(Details)
                .OfType<string>()
        );
}

/// <summary>One substance that harms the person, and how.</summary>
public sealed record Allergy
{
    public required string CausativeAgent { get; init; }
    public string? Reaction { get; init; }
    public string? Severity { get; init; }

    /// <summary>How it is known, such as "seen in 2019" or "told by her son".</summary>
    public string? Evidence { get; init; }

    /// <summary>When it was first noticed, as it is known.</summary>
    public string? Date { get; init; }
}
