using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>How much staff do, by organisation and role: counts of the audit, with nobody's name and nobody's record.</summary>
public sealed class StaffActivityReader(ReportScope scope)
{
    public const string Report = "staff-activity";

    public DateOnly Today => scope.Today;

    /// <summary>A privacy officer counts every organisation; other posts with reports their own.</summary>
    public async Task<IReadOnlyList<ReportRow>> RunAsync(ReportPeriod period, Actor actor, bool export, CancellationToken cancel)
    {
        if (!actor.Has(Permission.Audit) && !actor.Has(Permission.Reports))
        {
            throw new AccessDeniedException("This post has no reports.");
        }

        Guid? own = actor.Has(Permission.Audit) ? null : actor.OrganisationId;
        scope.CountAs(own is null ? RowContext.Trail(actor) : RowContext.Report(actor));
        var counts = await scope
            .Counted.Database.SqlQuery<Line>(
                $"""
                select entry.action as "Action", organisation.ods_code as "Organisation", entry.role as "Role", count(*)::int as "Count",
                       count(distinct entry.user_id)::int as "Staff"
                from staff_entries entry join organisations organisation on organisation.id = entry.organisation_id
                where entry.at >= {period.From}::timestamp at time zone 'Europe/London'
                  and entry.at < ({period.To}::date + 1)::timestamp at time zone 'Europe/London'
                  and entry.role is not null and ({own}::uuid is null or entry.organisation_id = {own})
                group by entry.action, organisation.ods_code, entry.role
                order by organisation.ods_code, entry.role, entry.action
                """
            )
            .ToListAsync(cancel);
        List<ReportRow> rows =
        [
            .. counts.Select(line => new ReportRow(
                line.Action,
                $"{Words(line.Action)} ({line.Staff} staff)",
                $"{line.Organisation} {line.Role}",
                line.Count.ToString(CultureInfo.InvariantCulture),
                "",
                "",
                "",
                ""
            )),
        ];
        await scope.AuditAsync(
            actor,
            string.Create(CultureInfo.InvariantCulture, $"{Report} {period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd}"),
            rows.Count,
            ReportSight.Own,
            export
        );
        return rows;
    }

    private static string Words(string action) =>
        Slug.Parse<AuditAction>(action) switch
        {
            AuditAction.View => "Records opened",
            AuditAction.Changed => "Changes",
            AuditAction.Printed => "Copies printed",
            AuditAction.Exported => "Exports",
            AuditAction.BreakGlass => "Emergency access",
            AuditAction.CaringNow => "Caring now",
            AuditAction.Searched => "Searches",
            AuditAction.Refused => "Refusals",
            AuditAction.SignedIn => "Sign-ins",
            _ => char.ToUpperInvariant(action[0]) + action[1..].Replace('-', ' '),
        };

    private sealed record Line(string Action, string Organisation, string Role, int Count, int Staff);
}
