using EpaccsWeb.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>The figures of a report that is not split, in the words and bars of its page. Only what may be shown goes in.</summary>
public sealed class Picture(ReportAnswer answer)
{
    private bool Rounded => answer.Hides;

    /// <summary>"48", "about 50" or "*".</summary>
    public string Count(Quantity quantity) => SmallNumbers.Show(Value(quantity));

    /// <summary>"75.3%", or "*" when a part of it is hidden; empty when there is nobody.</summary>
    public string Share(Quantity part, Quantity whole) =>
        (Value(part), Value(whole)) switch
        {
            ({ } n, { } d) => d == 0 ? string.Empty : Percentage.Show(n, d, Rounded) + "%",
            _ => SmallNumbers.Hidden,
        };

    /// <summary>How many died in the time, from what was recorded to what was achieved.</summary>
    public BarChart Funnel =>
        new(
            "funnel",
            "From all deaths to the wish being met",
            "Five bars, each a part of all deaths: everybody, discussed, a place recorded, wish and actual place both recorded, died where they wished. The figures are in the table beneath.",
            [
                BarOf("All deaths", Counted.Deaths, Counted.Deaths),
                BarOf("Discussed", Counted.Discussed, Counted.Deaths),
                BarOf("A place recorded", Counted.Recorded, Counted.Deaths),
                BarOf("Wish and actual place recorded", Counted.BothKnown, Counted.Deaths),
                BarOf("Died where they wished", Counted.FirstMet, Counted.Deaths),
            ]
        );

    public BarChart InTime =>
        new(
            "in-time",
            "A place recorded by then, of all deaths",
            "Four bars: 30 days, 7 days and 1 day before death, and at death. The figures are in the table beneath.",
            [
                BarOf("30 days before", Counted.At30Days, Counted.Deaths),
                BarOf("7 days before", Counted.At7Days, Counted.Deaths),
                BarOf("The day before", Counted.At1Day, Counted.Deaths),
                BarOf("At death", Counted.Recorded, Counted.Deaths),
            ]
        );

    public BarChart Reasons =>
        new(
            "reasons",
            "Why the wish was not met",
            "Four bars, of all who died elsewhere than they wished: unforeseen, system, missed opportunity, not said. The figures are in the table beneath.",
            [
                .. Enum.GetValues<VarianceGroup>()
                    .Select(group => BarOf(VarianceGroups.Words(group), VarianceGroups.Quantity(group), Counted.FirstNotMet)),
            ]
        );

    public IReadOnlyList<string> Quarters => answer.Trend?.Quarters ?? [];

    public BarChart OverQuarters =>
        new(
            "quarters",
            "Died where they wished, quarter by quarter",
            $"One bar for each of {Quarters.Count} quarters, of those whose wish and actual place are both recorded. The figures are in the table beneath.",
            [.. Quarters.Select(quarter => BarOf(quarter, In(quarter, Counted.FirstMet), In(quarter, Counted.BothKnown)))]
        );

    public Quantity In(string quarter, Quantity quantity) => answer.Trend!.Cell(quarter, quantity);

    private int? Value(Quantity quantity) => answer.Shown.GetValueOrDefault(quantity);

    private Bar BarOf(string label, Quantity part, Quantity whole)
    {
        var (n, d) = (Value(part), Value(whole));
        var known = n is not null && d is not null;
        var words =
            !known ? "hidden"
            : part == whole ? Count(part)
            : d == 0 ? "nobody"
            : $"{Count(part)} of {Count(whole)} ({Share(part, whole)})";
        return new(label, words, known && d > 0 ? (double)n! / d : null);
    }
}
