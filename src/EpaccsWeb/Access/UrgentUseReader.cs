using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Counts how often urgent care opened plans and what it said of them, in the scope of a post.</summary>
public sealed class UrgentUseReader(ReportScope scope)
{
    public const string Report = "urgent-use";

    /// <summary>What visits can be split by: nothing else is known of one when it is counted.</summary>
    public static readonly IReadOnlyList<GroupBy> Groupings = [GroupBy.None, GroupBy.Month, GroupBy.Quarter, GroupBy.Organisation];

    /// <summary>The figures; beyond one's own people of whole quarters, small numbers hidden. Null when the post may not ask.</summary>
    public async Task<UrgentUseAnswer?> ReadAsync(ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        var sight = await scope.SightAsync(actor, export, cancel);
        if (!await scope.MayAskAsync(Report, query.Organisation, actor, cancel))
        {
            return null;
        }

        query = sight is ReportSight.Hidden ? query.ByWholeQuarters(scope.Today) : query;
        var protection = sight is ReportSight.Hidden ? new SmallNumbers(scope.Threshold) : null;
        var groups = query.Period.IsEmpty ? [] : await CountAsync(query, actor, cancel);
        ReportRow[] lines = [.. groups.SelectMany(group => group.Rows(protection))];
        await scope.AuditAsync(actor, $"{Report} {query.Summary}", lines.Length, sight, export);
        return new(lines, query, sight);
    }

    private Task<List<UrgentUse>> CountAsync(ReportQuery query, Actor actor, CancellationToken cancel)
    {
        var sql = new ReportSql();
        var me = sql.Value(actor.OrganisationId);
        var whose = actor.Role switch
        {
            Role.Coordinator => $"visit.area_id = {me}",
            Role.GeneralPractitioner => $"visit.practice_id = {me}",
            _ => $"{me} = any(visit.care_organisation_ids)",
        };
        var key = query.GroupBy switch
        {
            GroupBy.Month => "to_char(visit.opened_on, 'YYYY-MM')",
            GroupBy.Quarter => "to_char(visit.opened_on, 'YYYY-\"Q\"Q')",
            GroupBy.Organisation => "(select practice.ods_code from organisations practice where practice.id = visit.practice_id)::text",
            _ => "'all'::text",
        };
        var text = $"""
            select {key} as "Group", count(*)::int as "Opened",
                   (count(*) filter (where visit.answer = 'followed'))::int as "Followed",
                   (count(*) filter (where visit.answer = 'not-followed'))::int as "NotFollowed",
                   (count(*) filter (where visit.answer = 'plan-wrong'))::int as "PlanWrong"
            from urgent_use_to_count({sql.Value(query.Period.From)}, {sql.Value(query.Period.To)}) visit
            where {whose}
              and (visit.recording_organisation_id = {me} or visit.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
            """;
        text += query.Organisation is { } code
            ? $" and visit.practice_id in (select practice.id from organisations practice where practice.ods_code = {sql.Value(code)})"
            : string.Empty;
        text += query.GroupBy is GroupBy.None ? string.Empty : " group by 1 order by 1";
        return scope.Counted.Database.SqlQuery<UrgentUse>(sql.Of(text)).ToListAsync(cancel);
    }
}

/// <summary>The lines of the report, what was asked as it was answered, and how the post sees it.</summary>
public sealed record UrgentUseAnswer(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight);
