using System.Runtime.CompilerServices;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Whom a post may count, and whether it sees the counts as they are. Every report asks here, and nowhere else.</summary>
/// <remarks>
/// Nobody counts a person they may not know of. Outside the recording organisation consent to share must be positive, the
/// registered practice included, so a coordinator's figures for the area are of shared plans only; the pages say so.
/// </remarks>
public sealed class ReportScope(
    EpaccsDbContext db,
    Counting counting,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock,
    IConfiguration settings
)
{
    /// <summary>The day from which periods are counted.</summary>
    public DateOnly Today => London.Day(clock.GetUtcNow());

    /// <summary>Where figures are counted. Who may see them, and any name, is asked of the primary.</summary>
    internal EpaccsDbContext Counted => counting.Db;

    public int Threshold => settings.GetValue("Reports:SmallNumbers:Threshold", 7);

    /// <summary>How the post sees other people's counts: a GP, a hospice, a hospital and a nursing team count their own people only.</summary>
    /// <param name="export">The figures leave the screen: never the true counts of another organisation's people.</param>
    public async Task<ReportSight> SightAsync(Actor actor, bool export, CancellationToken cancel)
    {
        if (!actor.Has(Permission.Reports))
        {
            throw new AccessDeniedException("This post has no reports.");
        }

        CountAs(RowContext.Report(actor));
        if (actor.Role is not Role.Coordinator)
        {
            return ReportSight.Own;
        }

        return !export && await AgreementAsync(actor.OrganisationId, cancel) is not null ? ReportSight.Agreed : ReportSight.Hidden;
    }

    /// <summary>For whom, and why, both are asked.</summary>
    internal void CountAs(RowContext acting) => (db.Acting, counting.Db.Acting) = (acting, acting);

    /// <summary>The agreement of an organisation for its area that holds today.</summary>
    public Task<AreaAgreement?> AgreementAsync(Guid organisationId, CancellationToken cancel)
    {
        var today = Today;
        return db
            .AreaAgreements.AsNoTracking()
            .Where(row => row.OrganisationId == organisationId && row.FromDay <= today && (row.ToDay == null || row.ToDay >= today))
            .OrderByDescending(row => row.FromDay)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Practices and services a post may choose between.</summary>
    public async Task<IReadOnlyList<ReportOrganisation>> OrganisationsAsync(Actor actor, CancellationToken cancel)
    {
        var area =
            actor.Role is Role.Coordinator
                ? actor.OrganisationId
                : await db
                    .Organisations.Where(row => row.Id == actor.OrganisationId)
                    .Select(row => row.AreaId)
                    .SingleOrDefaultAsync(cancel);
        return await db
            .Organisations.Where(row => row.AreaId == area && area != null)
            .OrderBy(row => row.Name)
            .Select(row => new ReportOrganisation(row.OdsCode, row.Name, row.Kind))
            .ToListAsync(cancel);
    }

    /// <summary>Whether the post may ask for one practice by its code; refusals are audited.</summary>
    public async Task<bool> MayAskAsync(string report, string? practice, Actor actor, CancellationToken cancel)
    {
        var may =
            practice is null
            || actor.Role switch
            {
                Role.GeneralPractitioner => await db.Organisations.AnyAsync(
                    row => row.OdsCode == practice && row.Id == actor.OrganisationId,
                    cancel
                ),
                Role.Coordinator => await db.Organisations.AnyAsync(
                    row => row.OdsCode == practice && row.AreaId == actor.OrganisationId,
                    cancel
                ),
                _ => true,
            };
        if (!may)
        {
            await WriteAsync(actor, AuditAction.Refused, $"{report}: organisation out of scope");
        }

        return may;
    }

    /// <summary>The audit line of an answer, durable before it is shown.</summary>
    public Task AuditAsync(Actor actor, string what, int rows, ReportSight sight, bool export) =>
        WriteAsync(
            actor,
            export ? AuditAction.Exported : AuditAction.ReportRun,
            $"{what}: {rows} rows, {sight switch { ReportSight.Hidden => "small numbers hidden", ReportSight.Agreed => "true counts under the sharing agreement", _ => "own people" }}"
        );

    /// <param name="people">Whom the answer named, when it named anybody.</param>
    public Task WriteAsync(Actor actor, AuditAction action, string detail, IEnumerable<Guid>? people = null)
    {
        request.IsRefusalWritten |= action is AuditAction.Refused;
        var line = AuditEntry.By(actor, action, detail, request.Id, clock.GetUtcNow());
        return journal.WriteAsync(people is null ? line : line.About(people));
    }

    /// <summary>Whom of "c" the post may count. A team's part in the care is looked up in the database's door, plans_to_count.</summary>
    public static string WhoMayBeCounted(ReportSql sql, Actor actor)
    {
        var me = sql.Value(actor.OrganisationId);
        var whose = actor.Role switch
        {
            Role.GeneralPractitioner => $"c.practice_id = {me}",
            // Named one by one, so that the deaths of an area are found by its practices and not among all.
            Role.Coordinator => $"c.practice_id = any(array(select practice.id from organisations practice where practice.area_id = {me}))",
            _ => "true",
        };
        return $"c.counts and (c.shared or c.recording_organisation_id = {me}) and {whose}";
    }

    /// <summary>The group that "c" belongs to on a day, which is given in SQL; <see cref="ReportGroup.Read"/> reads it.</summary>
    public static string Key(GroupBy by, string day) =>
        by switch
        {
            GroupBy.Month => $"date_trunc('month', {day}::timestamp)::date",
            GroupBy.Quarter => $"date_trunc('quarter', {day}::timestamp)::date",
            GroupBy.Organisation => $"coalesce(c.practice_code, '{ReportGroup.NoKey}')",
            GroupBy.DiagnosisGroup => "c.diagnosis_group",
            GroupBy.ImdDecile => $"coalesce(c.imd_decile::text, '{ReportGroup.NoKey}')",
            GroupBy.Ethnicity => $"coalesce(c.ethnicity, '{ReportGroup.NoKey}')",
            GroupBy.AgeBand => $"width_bucket(date_part('year', age({day}, c.born)), array[65, 75, 85]::float8[])",
            GroupBy.Sex => $"coalesce(c.sex, '{ReportGroup.NoKey}')",
            GroupBy.CareHome => "c.in_care_home",
            GroupBy.PpdFirst => "coalesce(c.first, c.wish)",
            _ => "'all'::text",
        };

    /// <summary>Whether an organisation had a part in the care of "c" within the 90 days up to a day, which is given in SQL.</summary>
    public static string CaredForBy(ReportSql sql, string organisation, string day) =>
        $"""
            exists (select from carers_to_count link
                    where link.patient_id = c.patient_id and link.ods_code = {sql.Value(organisation)}
                      and link.started_at < ({day} + 1)::timestamp at time zone 'Europe/London'
                      and (link.ends_at is null or link.ends_at >= ({day} - 90)::timestamp at time zone 'Europe/London'))
            """;
}

/// <summary>How a post sees the counts of a report.</summary>
public enum ReportSight
{
    /// <summary>Its own people, as they are.</summary>
    Own,

    /// <summary>Other organisations' people as they are, under the sharing agreement; on screen only.</summary>
    Agreed,

    /// <summary>Small numbers hidden and the others rounded.</summary>
    Hidden,
}

/// <summary>A query put together from fixed parts, with every value as a parameter.</summary>
public sealed class ReportSql
{
    private readonly List<object?> values = [];

    /// <summary>The place of a value in the text.</summary>
    public string Value(object? value)
    {
        values.Add(value);
        return $"{{{values.Count - 1}}}";
    }

    public FormattableString Of(string text) => FormattableStringFactory.Create(text, [.. values]);
}

/// <summary>One organisation that can be chosen as a filter.</summary>
public sealed record ReportOrganisation(string Code, string Name, OrganisationKind Kind);
