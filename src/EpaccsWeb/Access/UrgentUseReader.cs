using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Counts how often urgent care opened plans and what it said of them, in the scope of a post.</summary>
public sealed class UrgentUseReader(
    Counting counting,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock,
    IConfiguration settings
)
{
    public const string Report = "urgent-use";

    /// <summary>The last twelve whole months, by quarter; beyond one's own people with small numbers hidden.</summary>
    public async Task<UrgentUseAnswer> ReadAsync(Actor actor, bool export, CancellationToken cancel)
    {
        if (!actor.Has(Permission.Reports))
        {
            throw new AccessDeniedException("This post has no reports.");
        }

        var now = clock.GetUtcNow();
        var period = ReportPeriod.Last12Months(London.Day(now)).WholeQuarters(London.Day(now));
        var beyondOwn = actor.Role is Role.Coordinator;
        var byPractice = actor.Role is Role.GeneralPractitioner;
        var db = counting.Db;
        db.Acting = RowContext.Report(actor);
        var rows = await db
            .Database.SqlQuery<UrgentUse>(
                $"""
                select to_char(opened_on, 'YYYY-"Q"Q') as "Group", count(*)::int as "Opened",
                       (count(*) filter (where answer = 'followed'))::int as "Followed",
                       (count(*) filter (where answer = 'not-followed'))::int as "NotFollowed",
                       (count(*) filter (where answer = 'plan-wrong'))::int as "PlanWrong"
                from urgent_use_to_count({period.From}, {period.To})
                where true
                  and case when {beyondOwn} then area_id = {actor.OrganisationId}
                           when {byPractice} then practice_id = {actor.OrganisationId}
                           else {actor.OrganisationId} = any(care_organisation_ids) end
                  and (recording_organisation_id = {actor.OrganisationId}
                       or consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
                group by 1
                order by 1
                """
            )
            .ToListAsync(cancel);
        var protection = beyondOwn ? new SmallNumbers(settings.GetValue("Reports:SmallNumbers:Threshold", 7)) : null;
        ReportRow[] lines = [.. rows.SelectMany(row => row.Rows(protection))];
        await journal.WriteAsync(
            AuditEntry.By(
                actor,
                export ? AuditAction.Exported : AuditAction.ReportRun,
                $"{Report}: {lines.Length} rows{(beyondOwn ? ", small numbers hidden" : "")}",
                request.Id,
                now
            )
        );
        return new(lines, period, beyondOwn);
    }
}

/// <summary>The lines of the report, the days they cover, and whether small numbers are hidden.</summary>
public sealed record UrgentUseAnswer(IReadOnlyList<ReportRow> Rows, ReportPeriod Period, bool Hides);
