using EpaccsWeb.Access;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Which filters a report offers, and what is chosen.</summary>
public sealed record ReportFilters(string Path, ReportFilterForm Form, IReadOnlyList<ReportOrganisation> Organisations, bool IsPractice)
{
    public IReadOnlyList<Choice> Groupings { get; init; } = [];

    /// <summary>What the report takes, by the names in the address.</summary>
    public IReadOnlyList<string> Takes { get; init; } = ReportFilterForm.Names;

    /// <summary>The period is of deaths, and the practice that of the day of death.</summary>
    public bool OfDeath { get; init; }

    /// <summary>Whether a filter has its field.</summary>
    public bool Offers(string filter) =>
        Takes.Contains(filter)
        && filter switch
        {
            "organisation" => !IsPractice,
            "group-by" => Groupings.Count > 1,
            _ => true,
        };

    public string Summary =>
        (Offers("from"), Offers("organisation") || Offers("diagnosis-group"), Offers("group-by")) switch
        {
            (true, true, true) => "Choose period, people and grouping",
            (true, true, false) => "Choose period and people",
            (true, false, _) => "Choose the period",
            (false, _, true) => "Choose people and grouping",
            _ => "Choose people",
        };
}
