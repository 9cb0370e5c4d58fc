namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>What the person wants everyone who supports them to know, in their own words (PRSB About me; no SCCI1580 item).</summary>
public sealed record AboutMe : ISectionAnswers
{
    public string? MostImportantToMe { get; init; }
    public string? PeopleImportantToMe { get; init; }
    public string? HowICommunicate { get; init; }
    public string? MyWellness { get; init; }
    public string? PleaseDoAndPleaseDont { get; init; }
    public string? HowAndWhenToSupportMe { get; init; }
    public string? AlsoWorthKnowing { get; init; }

    /// <summary>When it was said or written.</summary>
    public DateOnly? Date { get; init; }
    public string? SupportedToWriteThisBy { get; init; }

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
