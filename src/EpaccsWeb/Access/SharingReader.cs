using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>For an organisation's impact assessment: who shared what with whom, on which basis. Counts only, small ones hidden.</summary>
public sealed class SharingReader(
    EpaccsDbContext db,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock,
    IConfiguration settings
)
{
    public DateOnly Today => London.Day(clock.GetUtcNow());

    public int Threshold => settings.GetValue("Reports:SmallNumbers:Threshold", 7);

    /// <summary>The lines of one organisation in a period; null when the post may not ask for it.</summary>
    /// <remarks>The period is widened to whole quarters, as in reports; one still running is left out.</remarks>
    /// <param name="odsCode">Null is the post's own organisation; another one is for privacy officers.</param>
    public async Task<SharingAnswer?> ReadAsync(
        string? odsCode,
        DateOnly from,
        DateOnly to,
        bool export,
        Actor actor,
        CancellationToken cancel
    )
    {
        var organisation = await db.Organisations.SingleOrDefaultAsync(
            row => odsCode == null ? row.Id == actor.OrganisationId : row.OdsCode == odsCode,
            cancel
        );
        if (organisation is null || !MayAsk(actor, organisation.Id))
        {
            await WriteAsync(actor, AuditAction.Refused, "organisation out of scope");
            return null;
        }

        // Every count here may be a hidden one: days moved by one would give it away.
        (from, to) = new ReportPeriod(from, to).WholeQuarters(Today);
        db.Acting = RowContext.Evidence(actor);
        var (first, beyond) = (London.Moment(from, TimeOnly.MinValue), London.Moment(to.AddDays(1), TimeOnly.MinValue));
        var found = await db
            .Database.SqlQuery<CountRow>(
                $"""
                select 'people-shared' as "Measure", holder.ods_code as "SharedBy", holder.name as "SharedByName", other.ods_code as "SharedWith",
                       other.name as "SharedWithName", shared.source as "Ground", shared.basis as "Basis", count(distinct shared.patient_id)::int as "Count"
                from shared_people shared
                join organisations holder on holder.id = shared.holder_id join organisations other on other.id = shared.organisation_id
                where (shared.holder_id = {organisation.Id} or shared.organisation_id = {organisation.Id})
                  and {first} < {beyond} and shared.started_at < {beyond} and (shared.ends_at is null or shared.ends_at >= {first})
                group by 1, 2, 3, 4, 5, 6, 7
                union all
                select 'looks', holder.ods_code, holder.name, other.ods_code, other.name, looked.route, looked.basis, count(*)::int
                from shared_looks looked
                join organisations holder on holder.id = looked.holder_id join organisations other on other.id = looked.organisation_id
                where (looked.holder_id = {organisation.Id} or looked.organisation_id = {organisation.Id})
                  and looked.at >= {first} and looked.at < {beyond}
                group by 1, 2, 3, 4, 5, 6, 7
                order by 1 desc, 2, 4, 6, 7
                """
            )
            .ToListAsync(cancel);
        var hide = new SmallNumbers(Threshold);
        var lines = found.Select(row => row.ToLine(hide)).ToList();
        await WriteAsync(
            actor,
            export ? AuditAction.Exported : AuditAction.ReportRun,
            $"{organisation.OdsCode} {from:yyyy-MM-dd}..{to:yyyy-MM-dd}: {lines.Count} rows, small numbers hidden"
        );
        return new(organisation.OdsCode, organisation.Name, from, to, lines);
    }

    /// <summary>Organisations a post may ask for.</summary>
    public async Task<IReadOnlyList<TrailOrganisation>> OrganisationsAsync(Actor actor, CancellationToken cancel) =>
        await db
            .Organisations.Where(row => actor.Role == Role.PrivacyOfficer || row.Id == actor.OrganisationId)
            .OrderBy(row => row.Name)
            .Select(row => new TrailOrganisation(row.Id, row.OdsCode, row.Name))
            .ToListAsync(cancel);

    private static bool MayAsk(Actor actor, Guid organisationId) =>
        actor.Has(Permission.Audit) || (actor.Has(Permission.Accounts) && organisationId == actor.OrganisationId);

    private Task WriteAsync(Actor actor, AuditAction action, string detail)
    {
        request.IsRefusalWritten |= action is AuditAction.Refused;
        return journal.WriteAsync(AuditEntry.By(actor, action, $"sharing evidence {detail}", request.Id, clock.GetUtcNow()));
    }

    private sealed record CountRow(
        string Measure,
        string SharedBy,
        string SharedByName,
        string SharedWith,
        string SharedWithName,
        string? Ground,
        string? Basis,
        int Count
    )
    {
        public SharingLine ToLine(SmallNumbers hide) =>
            new(
                Measure,
                SharedBy,
                SharedByName,
                SharedWith,
                SharedWithName,
                Slug.Parse<RelationshipSource>(Ground) is { } source ? RoleNames.Of(source) : "Other",
                Basis ?? "not-recorded",
                hide.Alone(Count)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? SmallNumbers.Hidden
            );
    }
}

/// <summary>One line: how many people, or looks, between two organisations on one ground and one basis of consent.</summary>
public sealed record SharingLine(
    string Measure,
    string SharedBy,
    string SharedByName,
    string SharedWith,
    string SharedWithName,
    string Ground,
    string Basis,
    string Count
);

/// <summary>The lines of one organisation.</summary>
public sealed record SharingAnswer(string OdsCode, string Name, DateOnly From, DateOnly To, IReadOnlyList<SharingLine> Lines)
{
    /// <summary>True when no whole quarter is over in what was asked.</summary>
    public bool IsEmpty => From > To;
}
