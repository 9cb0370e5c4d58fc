using System.Globalization;

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

/// <summary>The report on preferred place of death, from deaths to lines.</summary>
public static class PlaceOfDeathReport
{
    /// <param name="protection">Null shows every figure as it is.</param>
    public static IReadOnlyList<ReportRow> Rows(IEnumerable<DeathFacts> deaths, GroupBy by, SmallNumbers? protection)
    {
        var groups = deaths.GroupBy(death => ReportGroup.Of(death, by)).ToDictionary(group => group.Key, group => group.ToList());
        if (by is GroupBy.None)
        {
            groups.TryAdd(ReportGroup.All, []);
        }

        return
        [
            .. groups
                .OrderBy(group => group.Key.Order)
                .ThenBy(group => group.Key.Key, StringComparer.Ordinal)
                .SelectMany(group => Lines(group.Key.Key, Tally.Of(group.Value), ReportGroup.IsSensitive(by), protection)),
        ];
    }

    private static IEnumerable<ReportRow> Lines(string group, Tally tally, bool sensitive, SmallNumbers? protection)
    {
        var shown =
            protection?.Protect(tally, sensitive) ?? Tally.Published.ToDictionary(quantity => quantity, quantity => (int?)tally[quantity]);
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

    private static ReportRow Count(string id, string title, string group, int? count) => new(id, title, group, Text(count), "", "", "", "");

    /// <summary>The bounds treat those outside the denominator first as all "no", then as all "yes".</summary>
    private static ReportRow Share(Measure measure, Quantity outOf, string group, IReadOnlyDictionary<Quantity, int?> shown, bool rounded)
    {
        var (n, d, all) = (shown[measure.Counts], shown[outOf], shown[Counted.Deaths]);
        return new(measure.Id, measure.Title, group, Text(n), Text(d), Ratio(n, d), Ratio(n, all), Ratio(n + all - d, all));

        string Ratio(int? part, int? whole) =>
            part is { } known && whole is { } total ? Percentage.Show(known, total, rounded) : SmallNumbers.Hidden;
    }

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? SmallNumbers.Hidden;
}
