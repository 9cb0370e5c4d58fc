using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Steps taken towards financial support (PRSB financial support; no SCCI1580 item).</summary>
public sealed record FinancialSupport : ISectionAnswers
{
    /// <summary>Every step taken; none is "not recorded".</summary>
    public IReadOnlyList<FinancialSupportKind> Kinds { get; init; } = [];

    /// <summary>Of the latest step.</summary>
    public DateOnly? Date { get; init; }
    public string? Notes { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Date > context.Today)
        {
            yield return new(nameof(Date), "The date must be today or in the past.");
        }

        if (Date < context.Born)
        {
            yield return new(nameof(Date), "The date must be after the person was born.");
        }
    }
}
