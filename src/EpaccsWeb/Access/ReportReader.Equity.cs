using System.Globalization;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Access;

/// <summary>Whether groups of people are asked, recorded and followed alike.</summary>
public sealed partial class ReportReader
{
    public const string Equity = "equity";

    /// <summary>What is compared between the groups.</summary>
    private static readonly IReadOnlyList<Measure> Compared =
    [
        .. Measures.All.Where(measure => measure.Id is "ppd-discussed" or "ppd-recorded" or "ppd-achieved-first" or "hospital-deaths"),
    ];

    /// <summary>The groups side by side; null when the post may not count the organisation that was asked for.</summary>
    public async Task<EquityAnswer?> EquityAsync(ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        var sight = await scope.SightAsync(actor, export, cancel);
        if (!await scope.MayAskAsync(Equity, query.Organisation, actor, cancel))
        {
            return null;
        }

        query = sight is ReportSight.Hidden ? query with { Period = query.Period.WholeQuarters(Today) } : query;
        var groups = query.Period.IsEmpty ? [] : (await CountAsync(query, query.GroupBy, actor, cancel)).Groups;
        var protection = sight is ReportSight.Hidden ? new SmallNumbers(scope.Threshold) : null;
        List<ReportRow> rows = [];
        List<EquityGap> gaps = [];
        foreach (var (group, tally) in groups.OrderBy(group => group.Key.Order).ThenBy(group => group.Key.Key, StringComparer.Ordinal))
        {
            var figures = PlaceOfDeathReport.FiguresOf(tally, sensitive: true);
            var shown = protection?.Protect(figures) ?? figures.AsTheyAre();
            rows.Add(new("deaths", "Deaths", group.Key, Text(shown[Counted.Deaths]), "", "", "", ""));
            foreach (var measure in Compared)
            {
                var (n, d) = (shown[measure.Counts], shown[measure.OutOf!]);
                var interval = n is { } part && d is { } whole ? Interval.Of(part, whole) : null;
                rows.Add(
                    new(
                        measure.Id,
                        measure.Title,
                        group.Key,
                        Text(n),
                        Text(d),
                        n is { } shownPart && d is { } shownWhole
                            ? Percentage.Show(shownPart, shownWhole, protection is not null)
                            : SmallNumbers.Hidden,
                        Bound(interval?.Lower, protection is not null),
                        Bound(interval?.Upper, protection is not null)
                    )
                );
            }
        }

        foreach (var measure in Compared)
        {
            foreach (var row in rows.Where(row => row.Measure == measure.Id))
            {
                var others = rows.Where(other => other.Measure == measure.Id && other != row).ToList();
                if (
                    Number(row.Numerator) is { } n
                    && Number(row.Denominator) is { } d
                    && Gaps.Between(n, d, Sum(others, other => other.Numerator), Sum(others, other => other.Denominator))
                        is not Gap.None
                            and var gap
                )
                {
                    gaps.Add(new(row, gap));
                }
            }
        }

        await scope.AuditAsync(actor, $"{Equity} {query.Summary}", rows.Count, sight, export);
        return new(rows, gaps, query, sight, scope.Threshold);

        static int? Number(string shown) => int.TryParse(shown, CultureInfo.InvariantCulture, out var number) ? number : null;
        static int Sum(List<ReportRow> rows, Func<ReportRow, string> cell) =>
            rows.Where(row => Number(row.Numerator) is not null && Number(row.Denominator) is not null).Sum(row => Number(cell(row)) ?? 0);
    }

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? SmallNumbers.Hidden;

    private static string Bound(double? share, bool rounded) =>
        share is { } known
            ? Math.Round((decimal)known * 100, rounded ? 0 : 1, MidpointRounding.AwayFromZero)
                .ToString(rounded ? "0" : "0.0", CultureInfo.InvariantCulture)
            : SmallNumbers.Hidden;
}

/// <summary>A group that differs from all the others by more than chance would seldom make.</summary>
public sealed record EquityGap(ReportRow Row, Gap Gap);

/// <summary>Groups of people side by side, from shown figures only: what is hidden makes no gap.</summary>
public sealed record EquityAnswer(
    IReadOnlyList<ReportRow> Rows,
    IReadOnlyList<EquityGap> Gaps,
    ReportQuery Asked,
    ReportSight Sight,
    int Threshold
);
