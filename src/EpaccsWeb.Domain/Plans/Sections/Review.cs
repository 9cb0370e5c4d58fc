namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>When the plan is next looked at, and by whom (SCCI1580 item 3).</summary>
public sealed record Review : ISectionAnswers
{
    /// <summary>Months ahead that need no reason.</summary>
    public const int UsualMonths = 3;

    public required DateOnly NextOn { get; init; }
    public string? Responsible { get; init; }

    /// <summary>Why the review is more than three months ahead.</summary>
    public string? LaterBecause { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (NextOn < context.Today)
        {
            yield return new(nameof(NextOn), "The next review must be today or later.");
        }

        if (NextOn > context.Today.AddMonths(UsualMonths) && string.IsNullOrWhiteSpace(LaterBecause))
        {
            yield return new(nameof(LaterBecause), "Say why the review is more than three months ahead.");
        }
    }
}
