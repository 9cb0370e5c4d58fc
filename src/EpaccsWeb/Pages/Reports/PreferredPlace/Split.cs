using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>The report split by something: the few measures side by side that are asked for most.</summary>
public sealed class Split(ReportAnswer answer, IReadOnlyList<ReportOrganisation> organisations)
{
    public IReadOnlyList<string> Groups { get; } = [.. answer.Rows.Select(row => row.Group).Distinct()];

    public string Name(string group) => ReportWords.Group(answer.Asked.GroupBy, group, organisations);

    public ReportRow Row(string group, string measure) => answer.Rows.First(row => row.Group == group && row.Measure == measure);

    public BarChart Achieved =>
        Chart("achieved", Measures.Achieved.Id, "Died where they wished, of those whose wish and actual place are known");

    public BarChart Blank => Chart("blank", Measures.Blank, "Died without a recorded wish, of all deaths");

    /// <summary>The group with the most deaths without a recorded wish, when that can be said.</summary>
    public string? MostBlank
    {
        get
        {
            var known = Groups
                .Select(group =>
                    (
                        group,
                        count: int.TryParse(Row(group, Measures.Blank).Numerator, CultureInfo.InvariantCulture, out var count) ? count : -1
                    )
                )
                .OrderByDescending(pair => pair.count)
                .ToList();
            return known.Count > 1 && known[0].count > 0 && known[0].count > known[1].count
                ? $"Most deaths without a recorded wish: {Name(known[0].group)}, {(answer.Hides ? "about " : "")}{Row(known[0].group, Measures.Blank).Numerator} of {Row(known[0].group, Measures.Blank).Denominator}."
                : null;
        }
    }

    private BarChart Chart(string name, string measure, string title) =>
        new(
            name,
            title,
            $"One bar for each of {Groups.Count} groups. The figures are in the table beneath.",
            [.. Groups.Select(group => BarOf(Name(group), Row(group, measure)))]
        );

    private static Bar BarOf(string label, ReportRow row) =>
        new(
            label,
            row.Percentage.Length == 0 ? "nobody"
                : row.Percentage == SmallNumbers.Hidden ? "hidden"
                : $"{row.Percentage}% ({row.Numerator} of {row.Denominator})",
            Bar.Of(row.Percentage)
        );
}
