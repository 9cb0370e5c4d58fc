using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Medicines kept in the home for symptoms to come (SCCI1580 items 31 and 32).</summary>
public sealed record AnticipatoryMedicines : ISectionAnswers
{
    public required AnticipatoryStatus Status { get; init; }

    /// <summary>Which medicines, one a line.</summary>
    public string? Medicines { get; init; }

    /// <summary>Item 32.</summary>
    public string? Location { get; init; }
    public string? ChartLocation { get; init; }
    public DateOnly? ExpiresOn { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Status is not AnticipatoryStatus.NotInPlace)
        {
            yield break;
        }

        if (Medicines is not null)
        {
            yield return new(nameof(Medicines), "Leave the medicines blank when none are in place.");
        }

        if (Location is not null)
        {
            yield return new(nameof(Location), "Leave the location blank when no medicines are in place.");
        }

        if (ChartLocation is not null)
        {
            yield return new(nameof(ChartLocation), "Leave the chart's location blank when no medicines are in place.");
        }

        if (ExpiresOn is not null)
        {
            yield return new(nameof(ExpiresOn), "Leave the expiry date blank when no medicines are in place.");
        }
    }
}
