using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The third door: counts deaths in the scope of a post, hides small numbers, and gives back lines only.</summary>
/// <remarks>
/// Nobody counts a person they may not know of. Outside the recording organisation consent to share must be positive, the
/// registered practice included, so a coordinator's figures for the area are of shared plans only; the page says so.
/// </remarks>
public sealed class ReportReader(
    EpaccsDbContext db,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock,
    IConfiguration settings
)
{
    public const string PlaceOfDeath = "preferred-place-of-death";

    /// <summary>The day from which periods are counted.</summary>
    public DateOnly Today => London.Day(clock.GetUtcNow());

    /// <summary>The report; null when the post may not count the organisation that was asked for.</summary>
    /// <param name="export">The lines leave the screen: never the true counts of another organisation's people.</param>
    public async Task<ReportAnswer?> PlaceOfDeathAsync(ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        if (!actor.Has(Permission.Reports))
        {
            throw new AccessDeniedException("This post has no reports.");
        }

        var scope = await ScopeAsync(query, actor, cancel);
        if (!scope.MayAsk)
        {
            await journal.WriteAsync(Line(actor, AuditAction.Refused, $"{PlaceOfDeath}: organisation out of scope"));
            return null;
        }

        // A GP, a hospice, a hospital and a nursing team count their own people only; a coordinator counts other organisations'.
        var beyondOwn = actor.Role is Role.Coordinator;
        var agreed = beyondOwn && !export && scope.AgreementOn <= Today;
        var hides = beyondOwn && !agreed;
        if (hides)
        {
            query = query with
            {
                Period = query.Period.WholeQuarters(Today),
                GroupBy = query.GroupBy is GroupBy.Month ? GroupBy.Quarter : query.GroupBy,
            };
        }

        var rows = query.Period.IsEmpty
            ? []
            : PlaceOfDeathReport.Rows(await DeathsAsync(query, actor, cancel), query.GroupBy, hides ? new SmallNumbers(Threshold) : null);
        var counts =
            hides ? "small numbers hidden"
            : agreed ? "true counts under the sharing agreement"
            : "own people";
        await journal.WriteAsync(
            Line(
                actor,
                export ? AuditAction.Exported : AuditAction.ReportRun,
                $"{PlaceOfDeath} {query.Summary}: {rows.Count} rows, {counts}"
            )
        );
        return new(rows, query, hides, agreed, Threshold);
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

    private static readonly string?[] Positive =
    [
        .. Enum.GetValues<ConsentStatus>().Where(status => AccessRules.IsPositive(status)).Select(status => Slug.Of(status)),
    ];

    private int Threshold => settings.GetValue("Reports:SmallNumbers:Threshold", 7);

    private async Task<Scope> ScopeAsync(ReportQuery query, Actor actor, CancellationToken cancel)
    {
        var own = await db
            .Organisations.Where(row => row.Id == actor.OrganisationId)
            .Select(row => new { row.OdsCode, row.SharingAgreementOn })
            .SingleAsync(cancel);
        var mayAsk =
            query.Organisation is null
            || actor.Role switch
            {
                Role.GeneralPractitioner => query.Organisation == own.OdsCode,
                Role.Coordinator => await db.Organisations.AnyAsync(
                    row => row.OdsCode == query.Organisation && row.AreaId == actor.OrganisationId,
                    cancel
                ),
                _ => true,
            };
        return new(mayAsk, own.SharingAgreementOn);
    }

    private async Task<IEnumerable<DeathFacts>> DeathsAsync(ReportQuery query, Actor actor, CancellationToken cancel)
    {
        var rows = db
            .Database.SqlQuery<DeathRow>(DeathRow.All)
            .Where(row => row.DiedOn >= query.Period.From && row.DiedOn <= query.Period.To)
            .Where(row => row.RecordingOrganisationId == actor.OrganisationId || Positive.Contains(row.ConsentToShare));
        rows = actor.Role switch
        {
            Role.GeneralPractitioner => rows.Where(row => row.PracticeId == actor.OrganisationId),
            Role.Coordinator => rows.Where(row => row.AreaId == actor.OrganisationId),
            _ => rows.Where(row => row.CareOrganisationIds.Contains(actor.OrganisationId)),
        };
        if (query.Organisation is { } practice)
        {
            rows = rows.Where(row => row.Organisation == practice);
        }

        if (query.CareOrganisation is { } care)
        {
            var id = await db.Organisations.Where(row => row.OdsCode == care).Select(row => row.Id).SingleOrDefaultAsync(cancel);
            rows = rows.Where(row => row.CareOrganisationIds.Contains(id));
        }

        if (query.DiagnosisGroup is { } group)
        {
            rows = rows.Where(row => row.DiagnosisGroup == Slug.Of(group));
        }

        return (await rows.ToListAsync(cancel)).Select(row => row.ToFacts());
    }

    private AuditEntry Line(Actor actor, AuditAction action, string detail) =>
        AuditEntry.By(actor, action, detail, request.Id, clock.GetUtcNow());

    private sealed record Scope(bool MayAsk, DateOnly? AgreementOn);
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
    public string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Period.From:yyyy-MM-dd}..{Period.To:yyyy-MM-dd} {Organisation ?? "-"} {CareOrganisation ?? "-"} {Slug.Of(DiagnosisGroup) ?? "-"} by {Slug.Of(GroupBy)}"
        );
}

/// <summary>The lines of a report and how they were made.</summary>
/// <param name="Asked">As answered: the period may have been widened to whole quarters.</param>
/// <param name="Hides">Small numbers are hidden and the others rounded.</param>
/// <param name="Agreed">True counts of other organisations' people, under a sharing agreement.</param>
public sealed record ReportAnswer(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, bool Hides, bool Agreed, int Threshold);

/// <summary>One organisation that can be chosen as a filter.</summary>
public sealed record ReportOrganisation(string Code, string Name, OrganisationKind Kind);
