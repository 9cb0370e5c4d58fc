using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Counts the open plans of living people in the scope of a post, in one query a report.</summary>
public sealed class PlanReportReader(EpaccsDbContext db, ReportScope scope)
{
    private static readonly Quantity Plans = new("plans");

    public Task<IReadOnlyList<ReportOrganisation>> OrganisationsAsync(Actor actor, CancellationToken cancel) =>
        scope.OrganisationsAsync(actor, cancel);

    public DateOnly Today => scope.Today;

    /// <summary>The report; null when the post may not count the practice that was asked for.</summary>
    public async Task<PlanAnswer?> RunAsync(PlanReport report, ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        var sight = await scope.SightAsync(actor, export, cancel);
        if (!await scope.MayAskAsync(Slug.Of(report), query.Organisation, actor, cancel))
        {
            return null;
        }

        var protection = sight is ReportSight.Hidden ? new SmallNumbers(scope.Threshold) : null;
        var by = report is PlanReport.Register ? GroupBy.Organisation : query.GroupBy;
        var (parts, shares) = (PlanMeasures.Parts(report), PlanMeasures.Shares(report));
        var sizes =
            report is PlanReport.Register && actor.Role is Role.GeneralPractitioner or Role.Coordinator
                ? await SizesAsync(cancel)
                : new Dictionary<string, int?>();
        List<ReportRow> rows = [];
        foreach (var row in await CountAsync([.. parts, .. shares], query, by, actor, cancel))
        {
            var figures = new Figures(Plans).Add(Plans, row.Open);
            foreach (var (measure, place) in parts.Concat(shares).Select((measure, place) => (measure, place)))
            {
                figures.Add(measure.Quantity, row.Counts[place]).Share(measure.Quantity, Plans, sensitive: false);
            }

            if (parts.Count > 0)
            {
                figures.AddUp(Plans, parts.Select(part => part.Quantity));
            }

            var shown = protection?.Protect(figures) ?? figures.AsTheyAre();
            rows.Add(new("plans", "Open plans", row.Key, Text(shown[Plans]), "", "", "", ""));
            rows.AddRange(
                parts
                    .Concat(shares)
                    .Select(measure =>
                        Share(measure.Id, measure.Title, row.Key, shown[measure.Quantity], shown[Plans], protection is not null)
                    )
            );
            if (report is PlanReport.Register && sizes.GetValueOrDefault(row.Key) is { } size)
            {
                rows.Add(new("list-size", "People on the practice list", row.Key, Text(size), "", "", "", ""));
                rows.Add(
                    Share(
                        "of-expected",
                        "Open plans out of 1% of the list",
                        row.Key,
                        shown[Plans],
                        (int)Math.Round(size / 100m, MidpointRounding.AwayFromZero),
                        protection is not null
                    )
                );
            }
        }

        await scope.AuditAsync(
            actor,
            $"{Slug.Of(report)} {query.Organisation ?? "-"} {query.CareOrganisation ?? "-"} {Slug.Of(query.DiagnosisGroup) ?? "-"} by {Slug.Of(by)}",
            rows.Count,
            sight,
            export
        );
        return new(rows, query with { GroupBy = by }, sight, scope.Threshold);
    }

    private async Task<List<PlanRow>> CountAsync(
        IReadOnlyList<PlanMeasure> measures,
        ReportQuery query,
        GroupBy by,
        Actor actor,
        CancellationToken cancel
    )
    {
        var sql = new ReportSql();
        var key = by is GroupBy.Organisation ? "coalesce(c.practice_code, 'not-recorded')" : "'all'::text";
        var counts =
            measures.Count == 0
                ? "array[]::int[]"
                : $"array[{string.Join(", ", measures.Select(measure => $"count(*) filter (where {measure.Condition})::int"))}]";
        var text = $"""
            select {key} as "Key", count(*)::int as "Open", {counts} as "Counts"
            from (select {sql.Value(Today)}::date as day) as today
            cross join plans_to_count c
            where c.open and {ReportScope.WhoMayBeCounted(sql, actor)}
            """;
        text += query.Organisation is { } practice ? $" and c.practice_code = {sql.Value(practice)}" : string.Empty;
        text += query.CareOrganisation is { } care ? $" and {ReportScope.CaredForBy(sql, care, "today.day")}" : string.Empty;
        text += query.DiagnosisGroup is { } group ? $" and c.diagnosis_group = {sql.Value(Slug.Of(group))}" : string.Empty;
        return await scope.Counted.Database.SqlQuery<PlanRow>(sql.Of($"{text} group by {key} order by 1")).ToListAsync(cancel);
    }

    /// <summary>The latest list size of each practice.</summary>
    private async Task<Dictionary<string, int?>> SizesAsync(CancellationToken cancel)
    {
        var rows = await db
            .ListSizes.Join(
                db.Organisations,
                size => size.OrganisationId,
                practice => practice.Id,
                (size, practice) =>
                    new
                    {
                        practice.OdsCode,
                        size.People,
                        size.CountedOn,
                        size.RecordedAt,
                    }
            )
            .ToListAsync(cancel);
        var known = await db
            .Organisations.Where(row => row.ListSize != null)
            .Select(row => new { row.OdsCode, row.ListSize })
            .ToListAsync(cancel);
        var sizes = known.ToDictionary(row => row.OdsCode, row => row.ListSize);
        foreach (var practice in rows.GroupBy(row => row.OdsCode))
        {
            sizes[practice.Key] = practice.OrderBy(row => row.CountedOn).ThenBy(row => row.RecordedAt).Last().People;
        }

        return sizes;
    }

    private static ReportRow Share(string id, string title, string group, int? part, int? whole, bool rounded)
    {
        var percentage = part is { } n && whole is { } d ? Percentage.Show(n, d, rounded) : SmallNumbers.Hidden;
        return new(id, title, group, Text(part), Text(whole), percentage, percentage, percentage);
    }

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? SmallNumbers.Hidden;

    private sealed record PlanRow(string Key, int Open, int[] Counts);
}

/// <summary>The lines of a report on open plans.</summary>
public sealed record PlanAnswer(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight, int Threshold);
