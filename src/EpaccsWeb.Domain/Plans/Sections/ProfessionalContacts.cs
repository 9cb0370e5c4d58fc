namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Professionals who look after the person (SCCI1580 items 21 to 25).</summary>
public sealed record ProfessionalContacts : ISectionAnswers
{
    /// <summary>Item 21, if not the usual GP.</summary>
    public string? KeyWorkerName { get; init; }

    /// <summary>Item 22.</summary>
    [TellsLocation]
    public string? KeyWorkerPhone { get; init; }
    public string? KeyWorkerRole { get; init; }

    /// <summary>Items 23 to 25: name, group and telephone, one a line.</summary>
    [TellsLocation]
    public string? Others { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (KeyWorkerName is null && (KeyWorkerPhone is not null || KeyWorkerRole is not null))
        {
            yield return new(nameof(KeyWorkerName), "Enter the key worker's name.");
        }
    }
}
