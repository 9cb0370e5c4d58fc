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
public sealed partial class OpenRecord(
    EpaccsDbContext db,
    RecordContent content,
    BlockedStarts blocked,
    TimeProvider clock,
    ILogger<OpenRecord> log
)
{
    private Front? front;

    /// <summary>What this actor may do here.</summary>
    /// <exception cref="InvalidOperationException">No record is open: the page is not behind the gate.</exception>
    public AccessGrant Grant => db.Grant ?? throw new InvalidOperationException("No record is open.");

    public Guid PatientId => Grant.PatientId;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DateOnly Today => London.Day(Now);

    /// <summary>The plan with its whole history.</summary>
    public async Task<Plan> PlanAsync(CancellationToken cancel) => (await FrontAsync(cancel)).Plan;

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

    /// <summary>Organisations that may be added to the team, by name.</summary>
    public Task<List<Organisation>> OrganisationsAsync(CancellationToken cancel) =>
        db.Organisations.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancel);

    private async Task<Front> FrontAsync(CancellationToken cancel) => front ??= await content.FrontAsync(PatientId, cancel);

    /// <summary>After a change everything is read again.</summary>
    private void Forget()
    {
        front = null;
        content.Forget();
    }
}

/// <summary>An organisation's or a person's part in the care.</summary>
public sealed record TeamMember(Relationship Link, Organisation Organisation);
