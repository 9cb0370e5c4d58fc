using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Counts how often urgent care opened plans and what it said of them, in the scope of a post.</summary>
public sealed class UrgentUseReader(ReportScope scope)
{
    public const string Report = "urgent-use";

    /// <summary>The figures by quarter; beyond one's own people of whole quarters with small numbers hidden. Null when the post may not ask for it.</summary>
    public async Task<UrgentUseAnswer?> ReadAsync(ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        // Small numbers of others stay hidden on the screen, too, whatever was agreed: the page has no paper form of its own.
        var sight = await scope.SightAsync(actor, export: true, cancel);
        if (!await scope.MayAskAsync(Report, query.Organisation, actor, cancel))
        {
            return null;
        }

        query = sight is ReportSight.Hidden ? query with { Period = query.Period.WholeQuarters(scope.Today) } : query;
        var protection = sight is ReportSight.Hidden ? new SmallNumbers(scope.Threshold) : null;
        var quarters = query.Period.IsEmpty ? [] : await CountAsync(query, actor, cancel);
        ReportRow[] lines = [.. quarters.SelectMany(quarter => quarter.Rows(protection))];
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
        var text = $"""
            select to_char(visit.opened_on, 'YYYY-"Q"Q') as "Group", count(*)::int as "Opened",
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
        return scope.Counted.Database.SqlQuery<UrgentUse>(sql.Of($"{text} group by 1 order by 1")).ToListAsync(cancel);
    }
}

/// <summary>The lines of the report, what was asked as it was answered, and how the post sees it.</summary>
public sealed record UrgentUseAnswer(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight);
