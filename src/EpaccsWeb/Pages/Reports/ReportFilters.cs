using EpaccsWeb.Access;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Which filters a report offers, and what is chosen.</summary>
public sealed record ReportFilters(string Path, ReportFilterForm Form, IReadOnlyList<ReportOrganisation> Organisations, bool IsPractice)
{
    public IReadOnlyList<Choice> Groupings { get; init; } = [];

    public bool HasPeriod { get; init; }

    /// <summary>Practice and diagnosis can be chosen.</summary>
    public bool HasPeople { get; init; } = true;

    /// <summary>The period is of deaths, and the practice that of the day of death.</summary>
    public bool OfDeath { get; init; }

    public string Summary =>
        (HasPeriod, HasPeople) switch
        {
            (true, true) => "Choose period, people and grouping",
            (true, false) => "Choose the period",
            _ => "Choose people and grouping",
        };
}
