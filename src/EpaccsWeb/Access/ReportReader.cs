using System.Globalization;
using System.Text.Json;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The third door: deaths counted in the database in the scope of a post; gives back figures only.</summary>
public sealed partial class ReportReader(EpaccsDbContext db, ReportScope scope)
{
    public const string PlaceOfDeath = "preferred-place-of-death";

    /// <summary>More quarters than this make no chart that anybody can read.</summary>
    private const int MostQuarters = 16;

    /// <summary>The day from which periods are counted.</summary>
    public DateOnly Today => scope.Today;

    /// <summary>Practices and services a post may choose between.</summary>
    public Task<IReadOnlyList<ReportOrganisation>> OrganisationsAsync(Actor actor, CancellationToken cancel) =>
        scope.OrganisationsAsync(actor, cancel);

    /// <summary>The report; null when the post may not count the organisation that was asked for.</summary>
    /// <param name="export">The lines leave the screen: never the true counts of another organisation's people.</param>
    public async Task<ReportAnswer?> PlaceOfDeathAsync(ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        var sight = await scope.SightAsync(actor, export, cancel);
        if (!await scope.MayAskAsync(PlaceOfDeath, query.Organisation, actor, cancel))
        {
            return null;
        }

        var answer = await DeathsAsync(query, actor, sight, cancel);
        await scope.AuditAsync(actor, $"{PlaceOfDeath} {answer.Asked.Summary}", answer.Rows.Count, sight, export);
        return answer;
    }

    /// <summary>Every line of the deaths, as the post sees them.</summary>
    private async Task<ReportAnswer> DeathsAsync(ReportQuery query, Actor actor, ReportSight sight, CancellationToken cancel)
    {
        query = sight is ReportSight.Hidden ? query.ByWholeQuarters(Today) : query;
        var protection = sight is ReportSight.Hidden ? new SmallNumbers(scope.Threshold) : null;
        return query.Period.IsEmpty ? new ReportAnswer([], query, sight, scope.Threshold)
            : query.GroupBy is GroupBy.None ? await EverybodyAsync(query, actor, sight, protection, cancel)
            : new ReportAnswer(
                PlaceOfDeathReport.Rows((await CountAsync(query, query.GroupBy, actor, cancel)).Groups, query.GroupBy, protection),
                query,
                sight,
                scope.Threshold
            );
    }

    /// <summary>The report that is not split: the lines, the quarters and the matrix, protected as one answer.</summary>
    private async Task<ReportAnswer> EverybodyAsync(
        ReportQuery query,
        Actor actor,
        ReportSight sight,
        SmallNumbers? protection,
        CancellationToken cancel
    )
    {
        var (groups, median, matrix) = await CountAsync(query, GroupBy.Quarter, actor, cancel);
        var quarters = groups.OrderBy(group => group.Key.Key, StringComparer.Ordinal).ToList();
        var all = new Tally(
            Tally.Every.ToDictionary(quantity => quantity, quantity => quarters.Sum(quarter => quarter.Value[quantity])),
            quarters.Sum(quarter => quarter.Value.StartedAfterDeath),
            median
        );
        var trend = new QuarterTrend(
            quarters.Count > MostQuarters ? [] : [.. quarters.Select(quarter => (quarter.Key.Key, quarter.Value))]
        );
        var figures = PlaceOfDeathReport.Together(all, trend, matrix);
        var shown = protection?.Protect(figures) ?? figures.AsTheyAre();
        return new([.. PlaceOfDeathReport.Lines("all", all, shown, protection)], query, sight, scope.Threshold)
        {
            Trend = trend,
            Shown = shown,
        };
    }

    /// <summary>The median of days that stand with how many deaths there are up to them; as <c>percentile_cont</c> gives it, without its sorting.</summary>
    private const string MiddleOfDays = """
        (min(days) filter (where upto > (deaths - 1) / 2) + min(days) filter (where upto > deaths / 2))::float8 / 2
        """;

    /// <summary>Every quantity of each group, and wishes against places of death, in one look at the deaths.</summary>
    private async Task<Counts> CountAsync(ReportQuery query, GroupBy by, Actor actor, CancellationToken cancel)
    {
        var sql = new ReportSql();
        var seen = 1L << Counted.Kept.Count;
        var sums = string.Join(
            ", ",
            Tally.Every.Select(
                (quantity, place) =>
                    $"coalesce(sum(n) filter (where {(CountedReviews.Bits.TryGetValue(quantity, out var bit) ? $"reviewed_as & {bit}" : $"counts_as & {1L << place}")} <> 0), 0)::int"
            )
        );
        var text = $"""
            with seen as materialized ({SeenByUrgentCare(sql, query)}),
            death as (
                select {ReportScope.Key(by, "c.died_on")} as key,
                       c.counts_as | case when c.patient_id in (select patient_id from seen) then {seen} else 0 end as counts_as,
                       {ReviewedAs} as reviewed_as, c.died_on - c.started_on as days,
                       c.first_group, c.actual_group
                from {From(sql, query, actor)}
            ),
            grouped as materialized (
                select key, counts_as, reviewed_as, first_group, actual_group, late, days, grouping(days) = 1 as by_kind, count(*) as n
                from (select death.*, days < 0 as late from death) each
                group by grouping sets ((key, counts_as, reviewed_as, first_group, actual_group, late), (key, days))
            ),
            kind as (select * from grouped where by_kind),
            tally as (select key, array[{sums}] as counts from kind where not late group by key),
            spread as (select key, days, n from grouped where not by_kind and days >= 0),
            middle as (
                select key, {MiddleOfDays} as median from (
                    select key, days, sum(n) over (partition by key order by days) as upto, (sum(n) over (partition by key))::bigint as deaths
                    from spread) each group by key
            )
            select late.key::text as "Of", tally.counts as "Counts", late.late as "Late", middle.median as "Median",
                   (select {MiddleOfDays} from (
                       select days, sum(n) over (order by days) as upto, (sum(n) over ())::bigint as deaths
                       from (select days, sum(n) as n from spread group by days) every) each) as "MedianOfAll",
                   (select json_agg(json_build_object('Wish', first_group, 'Actual', actual_group, 'Count', n))::text
                    from (select first_group, actual_group, sum(n)::int as n from kind where not late group by 1, 2) pair) as "Matrix"
            from (select key, coalesce(sum(n) filter (where late), 0)::int as late from kind group by key) late
            left join tally on tally.key = late.key left join middle on middle.key = late.key
            """;
        var rows = await scope.Counted.Database.SqlQuery<TallyRow>(sql.Of(text)).ToListAsync(cancel);
        var pairs = JsonSerializer.Deserialize<MatrixPair[]>(rows.Count == 0 ? "[]" : rows[0].Matrix ?? "[]") ?? [];
        return new(
            rows.ToDictionary(
                row => ReportGroup.Read(by, row.Of),
                row => new Tally(
                    row.Counts is null
                        ? new Dictionary<Quantity, int>()
                        : Tally
                            .Every.Select((quantity, place) => (quantity, row.Counts[place]))
                            .ToDictionary(pair => pair.quantity, pair => pair.Item2),
                    row.Late,
                    (decimal?)row.Median
                )
            ),
            rows.Count == 0 ? null : (decimal?)rows[0].MedianOfAll,
            pairs.ToDictionary(pair => (Slug.Parse<PlaceGroup>(pair.Wish), Slug.Parse<PlaceGroup>(pair.Actual)), pair => pair.Count)
        );
    }

    /// <summary>The deaths that the filters leave and the post may count.</summary>
    private static string From(ReportSql sql, ReportQuery query, Actor actor)
    {
        var text = $"""
            plans_to_count c left join reviews_to_count review on review.patient_id = c.patient_id
            where c.died_on between {sql.Value(query.Period.From)} and {sql.Value(query.Period.To)}
              and {ReportScope.WhoMayBeCounted(sql, actor)}
            """;
        if (query.Organisation is { } practice)
        {
            text += $" and c.practice_code = {sql.Value(practice)}";
        }

        if (query.CareOrganisation is { } care)
        {
            text += $" and {ReportScope.CaredForBy(sql, care, "c.died_on")}";
        }

        return query.DiagnosisGroup is { } group ? $"{text} and c.diagnosis_group = {sql.Value(Slug.Of(group))}" : text;
    }

    /// <summary>People whose record an urgent post looked at in the last 30 days of life, from the audit, once a query.</summary>
    private static string SeenByUrgentCare(ReportSql sql, ReportQuery query) =>
        $"""
            select distinct look.patient_id from urgent_looks look
            join plans_to_count dead on dead.patient_id = look.patient_id
            where look.at >= ({sql.Value(query.Period.From)}::date - 30)::timestamp at time zone 'Europe/London'
              and look.at < ({sql.Value(query.Period.To)}::date + 1)::timestamp at time zone 'Europe/London'
              and look.at >= (dead.died_on - 30)::timestamp at time zone 'Europe/London'
              and look.at < (dead.died_on + 1)::timestamp at time zone 'Europe/London'
            """;

    private sealed record Counts(
        Dictionary<ReportGroup, Tally> Groups,
        decimal? Median,
        Dictionary<(PlaceGroup?, PlaceGroup?), int> Matrix
    );

    private sealed record TallyRow(string Of, int[]? Counts, int Late, double? Median, double? MedianOfAll, string? Matrix);

    private sealed record MatrixPair(string? Wish, string? Actual, int Count);
}

/// <summary>What is asked of a report. Holds nothing about a person, so it may stand in an address and in the audit.</summary>
public sealed record ReportQuery(
    ReportPeriod Period,
    GroupBy GroupBy,
    string? Organisation,
    string? CareOrganisation,
    DiagnosisGroup? DiagnosisGroup
)
{
    /// <summary>As it is answered beyond one's own people: of whole quarters that have ended, and in no smaller parts.</summary>
    public ReportQuery ByWholeQuarters(DateOnly today) =>
        this with
        {
            Period = Period.WholeQuarters(today),
            GroupBy = GroupBy is GroupBy.Month ? GroupBy.Quarter : GroupBy,
        };

    public string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Period.From:yyyy-MM-dd}..{Period.To:yyyy-MM-dd} {Organisation ?? "-"} {CareOrganisation ?? "-"} {Slug.Of(DiagnosisGroup) ?? "-"} by {Slug.Of(GroupBy)}"
        );
}

/// <summary>The lines of a report and how they were made.</summary>
/// <param name="Asked">As answered: the period may have been widened to whole quarters.</param>
public sealed record ReportAnswer(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight, int Threshold)
{
    public bool Hides => Sight is ReportSight.Hidden;

    public bool Agreed => Sight is ReportSight.Agreed;

    /// <summary>The change over quarters; only when the answer is not split.</summary>
    public QuarterTrend? Trend { get; init; }

    /// <summary>What may be shown of each count beside the lines; null is hidden.</summary>
    public IReadOnlyDictionary<Quantity, int?> Shown { get; init; } = new Dictionary<Quantity, int?>();
}
