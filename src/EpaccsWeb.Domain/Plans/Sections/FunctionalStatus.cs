namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>How the person manages day to day (SCCI1580 item 29).</summary>
public sealed record FunctionalStatus : ISectionAnswers
{
    /// <summary>Australia-modified Karnofsky performance status, 0 to 100 in steps of ten.</summary>
    public int? Akps { get; init; }

    /// <summary>Rockwood clinical frailty scale, 1 to 9.</summary>
    public int? Frailty { get; init; }
    public DateOnly? AssessedOn { get; init; }
    public string? Notes { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Akps is { } akps && (akps is < 0 or > 100 || akps % 10 != 0))
        {
            yield return new(nameof(Akps), "AKPS must be 0 to 100 in steps of ten.");
        }

        if (Akps is 0 && !context.HasDied)
        {
            yield return new(
                nameof(Akps),
                "AKPS 0 means dead. Choose the step that fits the person today; record a death on its own page."
            );
        }

        if (Frailty is < 1 or > 9)
        {
            yield return new(nameof(Frailty), "Frailty must be 1 to 9.");
        }

        if (AssessedOn > context.Today)
        {
            yield return new(nameof(AssessedOn), "The date of assessment must be today or in the past.");
        }

        if (AssessedOn < context.Born)
        {
            yield return new(nameof(AssessedOn), "The date of assessment must be after the person was born.");
        }
    }
}
