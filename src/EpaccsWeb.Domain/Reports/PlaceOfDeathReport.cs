using System.Globalization;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>One line as it is shown and exported; hidden figures are "*", figures there are none of are empty.</summary>
public sealed record ReportRow(
    string Measure,
    string Title,
    string Group,
    string Numerator,
    string Denominator,
    string Percentage,
    string Lower,
    string Upper
);

/// <summary>The report on preferred place of death, from counts to lines.</summary>
public static class PlaceOfDeathReport
{
    /// <summary>From single deaths; small enough numbers are counted here as the database counts large ones.</summary>
    /// <param name="protection">Null shows every figure as it is.</param>
    public static IReadOnlyList<ReportRow> Rows(IEnumerable<DeathFacts> deaths, GroupBy by, SmallNumbers? protection) =>
        Rows(
            deaths.GroupBy(death => ReportGroup.Of(death, by)).ToDictionary(group => group.Key, group => Tally.Of([.. group])),
            by,
            protection
        );

    /// <summary>The lines of each group, in order.</summary>
    public static IReadOnlyList<ReportRow> Rows(IReadOnlyDictionary<ReportGroup, Tally> groups, GroupBy by, SmallNumbers? protection) =>
        [
            .. groups
                .DefaultIfEmpty(new(ReportGroup.All, Tally.Empty))
                .Where(group => by is GroupBy.None || group.Key != ReportGroup.All)
                .OrderBy(group => group.Key.Order)
                .ThenBy(group => group.Key.Key, StringComparer.Ordinal)
                .SelectMany(group =>
                    Lines(
                        group.Key.Key,
                        group.Value,
                        protection is null ? Shown(group.Value) : protection.Protect(FiguresOf(group.Value, ReportGroup.IsSensitive(by))),
                        protection
                    )
                ),
        ];

    /// <summary>Every published count as it is.</summary>
    public static IReadOnlyDictionary<Quantity, int?> Shown(Tally tally) =>
        Tally.Published.ToDictionary(quantity => quantity, quantity => (int?)tally[quantity]);

    /// <summary>The counts of one group with what adds up among them.</summary>
    public static Figures FiguresOf(Tally tally, bool sensitive)
    {
        var figures = new Figures(Counted.Deaths);
        foreach (var quantity in Tally.Every)
        {
            figures.Add(quantity, tally[quantity], Tally.Published.Contains(quantity), takenForNone: quantity == Counted.NoReason);
        }

        foreach (var sum in Counted.Sums.Concat(CountedReviews.Sums))
        {
            figures.AddUp(sum.Whole, sum.Parts);
        }

        foreach (var measure in Measures.All.Where(measure => measure.OutOf is not null))
        {
            figures.Share(measure.Counts, measure.OutOf!, sensitive);
        }

        return figures;
    }

    /// <summary>Everything that stands on one page: the counts of everybody, the quarters, the kinds of reason and the matrix.</summary>
    public static Figures Together(Tally all, QuarterTrend trend, IReadOnlyDictionary<(PlaceGroup? Wish, PlaceGroup? Actual), int> matrix)
    {
        var figures = FiguresOf(all, sensitive: false);
        trend.AddTo(figures);
        VarianceGroups.AddTo(figures, all);
        PlaceMatrix.AddTo(figures, matrix);
        return figures;
    }

    /// <summary>The lines of one group from what may be shown of its counts.</summary>
    public static IEnumerable<ReportRow> Lines(
        string group,
        Tally tally,
        IReadOnlyDictionary<Quantity, int?> shown,
        SmallNumbers? protection
    )
    {
        foreach (var measure in Measures.All)
        {
            yield return measure.OutOf is null
                ? Count(measure.Id, measure.Title, group, shown[measure.Counts])
                : Share(measure, measure.OutOf, group, shown, rounded: protection is not null);
            if (measure.Counts == Counted.Deaths)
            {
                yield return Count(
                    Measures.RecordsAfterDeath,
                    "Record started only after death (not counted in any other line)",
                    group,
                    protection is null ? tally.StartedAfterDeath : protection.Alone(tally.StartedAfterDeath)
                );
            }
        }

        var median =
            protection is null || tally.MedianDays is null || protection.MayShowMedian(tally[Counted.Deaths])
                ? tally.MedianDays?.ToString("0.#", CultureInfo.InvariantCulture) ?? string.Empty
                : SmallNumbers.Hidden;
        yield return new(Measures.MedianDays, "Days from starting the record to death (median)", group, median, "", "", "", "");
    }

    private static ReportRow Count(string id, string title, string group, int? count) =>
        new(id, title, group, SmallNumbers.Show(count), "", "", "", "");

    /// <summary>The bounds treat those outside the denominator first as all "no", then as all "yes".</summary>
    private static ReportRow Share(Measure measure, Quantity outOf, string group, IReadOnlyDictionary<Quantity, int?> shown, bool rounded)
    {
        var (n, d, all) = (shown[measure.Counts], shown[outOf], shown[Counted.Deaths]);
        return new(
            measure.Id,
            measure.Title,
            group,
            SmallNumbers.Show(n),
            SmallNumbers.Show(d),
            Ratio(n, d),
            Ratio(n, all),
            Ratio(n + all - d, all)
        );

        string Ratio(int? part, int? whole) =>
            part is { } known && whole is { } total ? Percentage.Show(known, total, rounded) : SmallNumbers.Hidden;
    }
}
