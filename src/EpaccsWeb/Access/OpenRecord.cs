using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The record that the gate opened for this request: what its pages read, and how they save.</summary>
public sealed partial class OpenRecord(EpaccsDbContext db, BlockedStarts blocked, TimeProvider clock, ILogger<OpenRecord> log)
{
    private Plan? plan;
    private Front? front;

    /// <summary>What this actor may do here.</summary>
    /// <exception cref="InvalidOperationException">No record is open: the page is not behind the gate.</exception>
    public AccessGrant Grant => db.Grant ?? throw new InvalidOperationException("No record is open.");

    public Guid PatientId => Grant.PatientId;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DateOnly Today => London.Day(Now);

    /// <summary>The plan with its whole history.</summary>
    public async Task<Plan> PlanAsync(CancellationToken cancel) => plan ??= await ReadPlanAsync(cancel);

    public async Task<Patient> PatientAsync(CancellationToken cancel) => (await FrontAsync(cancel)).Patient;

    public async Task<PlanFacts> FactsAsync(CancellationToken cancel) => (await FrontAsync(cancel)).Facts;

    /// <summary>Every consent entry, newest first.</summary>
    public Task<List<Consent>> ConsentsAsync(CancellationToken cancel) =>
        db.Consents.AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Number).ToListAsync(cancel);

    /// <summary>Every entry about the death, newest first.</summary>
    public Task<List<Death>> DeathsAsync(CancellationToken cancel) =>
        db.Deaths.AsNoTracking().OrderByDescending(row => row.Number).ToListAsync(cancel);

    /// <summary>Relationships and their organisations, those in force first.</summary>
    public async Task<List<TeamMember>> TeamAsync(CancellationToken cancel)
    {
        var members = await db
            .Relationships.Join(
                db.Organisations,
                link => link.OrganisationId,
                organisation => organisation.Id,
                (link, organisation) => new TeamMember(link, organisation)
            )
            .AsNoTracking()
            .ToListAsync(cancel);
        return
        [
            .. members
                .OrderByDescending(member => member.Link.IsActive(Now))
                .ThenBy(member => member.Link.Source)
                .ThenBy(member => member.Organisation.Name),
        ];
    }

    /// <summary>Who looked and what they did, newest first, one page at a time.</summary>
    public async Task<ActivityPage> ActivityAsync(int page, int size, CancellationToken cancel)
    {
        var count = await db.AuditEntries.CountAsync(cancel);
        var lines = await db
            .AuditEntries.OrderByDescending(line => line.At)
            .ThenByDescending(line => line.Id)
            .Skip((page - 1) * size)
            .Take(size)
            .GroupJoin(db.Users, line => line.UserId, user => user.Id, (line, users) => new { line, users })
            .SelectMany(row => row.users.DefaultIfEmpty(), (row, user) => new { row.line, Name = user == null ? null : user.DisplayName })
            .GroupJoin(
                db.Organisations,
                row => row.line.OrganisationId,
                organisation => organisation.Id,
                (row, organisations) =>
                    new
                    {
                        row.line,
                        row.Name,
                        organisations,
                    }
            )
            .SelectMany(
                row => row.organisations.DefaultIfEmpty(),
                (row, organisation) => new ActivityLine(row.line, row.Name, organisation == null ? null : organisation.Name)
            )
            .AsNoTracking()
            .ToListAsync(cancel);
        return new(lines, count);
    }

    /// <summary>Organisations that may be added to the team, by name.</summary>
    public Task<List<Organisation>> OrganisationsAsync(CancellationToken cancel) =>
        db.Organisations.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancel);

    private async Task<Plan> ReadPlanAsync(CancellationToken cancel) =>
        (await FrontAsync(cancel)).Plan.With(await db.SectionVersions.AsNoTracking().ToListAsync(cancel));

    /// <summary>What every page of a record shows above its own part, in one query.</summary>
    private async Task<Front> FrontAsync(CancellationToken cancel) =>
        front ??= await db
            .Plans.Join(db.Patients, plan => plan.PatientId, patient => patient.Id, (plan, patient) => new { plan, patient })
            .Join(db.PlanFacts, row => row.plan.Id, facts => facts.PlanId, (row, facts) => new Front(row.plan, row.patient, facts))
            .AsNoTracking()
            .SingleAsync(cancel);

    /// <summary>After a change everything is read again.</summary>
    private void Forget() => (plan, front) = (null, null);

    private sealed record Front(Plan Plan, Patient Patient, PlanFacts Facts);
}

/// <summary>An organisation's or a person's part in the care.</summary>
public sealed record TeamMember(Relationship Link, Organisation Organisation);

/// <summary>One line of a record's activity with the names a reader needs.</summary>
public sealed record ActivityLine(AuditEntry Entry, string? Who, string? Organisation);

/// <summary>One page of activity, and how much there is in all.</summary>
public sealed record ActivityPage(IReadOnlyList<ActivityLine> Lines, int Count);
