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
        var by = query.GroupBy;
        var (parts, shares) = (PlanMeasures.Parts(report), PlanMeasures.Shares(report));
        var sizes = report is PlanReport.Register ? await SizesAsync(query, actor, cancel) : [];
        List<ReportRow> rows = [];
        foreach (var (group, row) in await CountAsync([.. parts, .. shares], query, actor, cancel))
        {
            var figures = new Figures(Plans).Add(Plans, row.Open);
            foreach (var (measure, place) in parts.Concat(shares).Select((measure, place) => (measure, place)))
            {
                figures.Add(measure.Quantity, row.Counts[place]).Share(measure.Quantity, Plans, ReportGroup.IsSensitive(by));
            }

            if (parts.Count > 0)
            {
                figures.AddUp(Plans, parts.Select(part => part.Quantity));
            }

            var shown = protection?.Protect(figures) ?? figures.AsTheyAre();
            rows.Add(new("plans", "Open plans", group, SmallNumbers.Show(shown[Plans]), "", "", "", ""));
            rows.AddRange(
                parts
                    .Concat(shares)
                    .Select(measure =>
                        Share(measure.Id, measure.Title, group, shown[measure.Quantity], shown[Plans], protection is not null)
                    )
            );
            if (SizeOf(group, by, sizes) is { } size)
            {
                rows.Add(new("list-size", "People on the practice list", group, SmallNumbers.Show(size), "", "", "", ""));
                rows.Add(
                    Share(
                        "of-expected",
                        "Open plans out of 1% of the list",
                        group,
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
        return new(rows, query, sight, scope.Threshold);
    }

    /// <summary>The counts of each group in order; of everybody there is always a line.</summary>
    private async Task<IReadOnlyList<(string Group, PlanRow Row)>> CountAsync(
        IReadOnlyList<PlanMeasure> measures,
        ReportQuery query,
        Actor actor,
        CancellationToken cancel
    )
    {
        var sql = new ReportSql();
        var by = query.GroupBy;
        var counts =
            measures.Count == 0
                ? "array[]::int[]"
                : $"array[{string.Join(", ", measures.Select(measure => $"count(*) filter (where {measure.Condition})::int"))}]";
        var text = $"""
            select ({ReportScope.Key(by, "today.day")})::text as "Key", count(*)::int as "Open", {counts} as "Counts"
            from (select {sql.Value(Today)}::date as day) as today
            cross join plans_to_count c
            where c.open and {ReportScope.WhoMayBeCounted(sql, actor)}
            """;
        text += query.Organisation is { } practice ? $" and c.practice_code = {sql.Value(practice)}" : string.Empty;
        text += query.CareOrganisation is { } care ? $" and {ReportScope.CaredForBy(sql, care, "today.day")}" : string.Empty;
        text += query.DiagnosisGroup is { } group ? $" and c.diagnosis_group = {sql.Value(Slug.Of(group))}" : string.Empty;
        text += by is GroupBy.None ? string.Empty : " group by 1";
        var rows = await scope.Counted.Database.SqlQuery<PlanRow>(sql.Of(text)).ToListAsync(cancel);
        return
        [
            .. rows.Select(row => (Group: ReportGroup.Read(by, row.Key), Row: row))
                .OrderBy(line => line.Group.Order)
                .ThenBy(line => line.Group.Key, StringComparer.Ordinal)
                .Select(line => (line.Group.Key, line.Row)),
        ];
    }

    /// <summary>People on the list of one practice, or of all that are counted together when every one of their lists is known.</summary>
    private static int? SizeOf(string group, GroupBy by, Dictionary<string, int?> sizes) =>
        by switch
        {
            GroupBy.Organisation => sizes.GetValueOrDefault(group),
            GroupBy.None when sizes.Count > 0 && !sizes.ContainsValue(null) => sizes.Values.Sum(),
            _ => null,
        };

    /// <summary>The latest list size of each practice whose people the post counts; null where none is known.</summary>
    private async Task<Dictionary<string, int?>> SizesAsync(ReportQuery query, Actor actor, CancellationToken cancel)
    {
        var today = Today;
        var practices = await db
            .Organisations.Where(row =>
                row.Kind == OrganisationKind.GeneralPractice
                && (row.Id == actor.OrganisationId || row.AreaId == actor.OrganisationId)
                && (row.ClosesOn == null || row.ClosesOn >= today)
                && (query.Organisation == null || row.OdsCode == query.Organisation)
            )
            .Select(row => new
            {
                row.Id,
                row.OdsCode,
                row.ListSize,
            })
            .ToListAsync(cancel);
        var ids = practices.ConvertAll(practice => practice.Id);
        var counts = (await db.ListSizes.Where(row => ids.Contains(row.OrganisationId)).ToListAsync(cancel))
            .GroupBy(row => row.OrganisationId)
            .ToDictionary(
                practice => practice.Key,
                practice => practice.OrderBy(row => row.CountedOn).ThenBy(row => row.RecordedAt).Last().People
            );
        return practices.ToDictionary(
            practice => practice.OdsCode,
            practice => counts.TryGetValue(practice.Id, out var people) ? people : practice.ListSize
        );
    }

    private static ReportRow Share(string id, string title, string group, int? part, int? whole, bool rounded)
    {
        var percentage = part is { } n && whole is { } d ? Percentage.Show(n, d, rounded) : SmallNumbers.Hidden;
        return new(id, title, group, SmallNumbers.Show(part), SmallNumbers.Show(whole), percentage, percentage, percentage);
    }

    private sealed record PlanRow(string Key, int Open, int[] Counts);
}

/// <summary>The lines of a report on open plans.</summary>
public sealed record PlanAnswer(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight, int Threshold);
