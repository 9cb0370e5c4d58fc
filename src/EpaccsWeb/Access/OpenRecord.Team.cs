using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Who has a part in the person's care: the team, the registered practice, the care home.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Adds an organisation to the team; adding it again changes nothing.</summary>
    public Task<SaveOutcome> AddToTeamAsync(Guid organisationId, bool keyWorker, CancellationToken cancel) =>
        SaveAsync(
            async _ =>
            {
                Grant.Require(PatientId, Permission.ConsentAndTeam);
                if (!await db.Organisations.AnyAsync(row => row.Id == organisationId, cancel))
                {
                    throw new PlanRuleException([new("Organisation", "Choose an organisation from the list.")]);
                }

                var links = await db.Relationships.ToListAsync(cancel);
                var link = links.FirstOrDefault(row =>
                    row.OrganisationId == organisationId && row.Source is RelationshipSource.Team && row.IsActive(Now)
                );
                if (link is null)
                {
                    link = Link(organisationId, RelationshipSource.Team);
                    db.Add(link);
                }

                foreach (var other in links.Where(row => keyWorker && row.KeyWorker && row != link))
                {
                    other.KeyWorker = false;
                }

                link.KeyWorker |= keyWorker;
            },
            cancel
        );

    /// <summary>Ends a team or referral relationship from this moment on.</summary>
    public Task<SaveOutcome> EndTeamAsync(Guid relationshipId, CancellationToken cancel) =>
        SaveAsync(
            async _ =>
            {
                Grant.Require(PatientId, Permission.ConsentAndTeam);
                var link = await db.Relationships.SingleOrDefaultAsync(row => row.Id == relationshipId, cancel);
                if (link?.Source is not (RelationshipSource.Team or RelationshipSource.Referral))
                {
                    throw new PlanRuleException([new("Organisation", "Only team members and referrals can be ended here.")]);
                }

                link.Until(Now);
            },
            cancel
        );

    /// <summary>Finds the organisations of the details and moves registration and residence when they changed.</summary>
    private async Task ApplyPersonAsync(Work work, PersonDetails details, CancellationToken cancel)
    {
        var person = work.Patient;
        var where = await Whereabouts.FindAsync(db, details, cancel);
        if (where.Problems.Count > 0)
        {
            throw new PlanRuleException(where.Problems);
        }

        var (practice, home) = (where.Practice!.Value, where.CareHome);
        if (practice != person.GpPracticeId && work.Plan.RecordingOrganisationId == person.GpPracticeId)
        {
            // The record passes to the new practice, whose responsibility the person now is.
            db.Attach(work.Plan);
            work.Plan.RecordingOrganisationId = practice;
        }

        await MoveAsync(RelationshipSource.Registration, practice, cancel);
        await MoveAsync(RelationshipSource.Residence, home, cancel);
        person.Apply(details, practice, home);
    }

    private async Task MoveAsync(RelationshipSource source, Guid? organisationId, CancellationToken cancel)
    {
        var links = (await db.Relationships.Where(row => row.Source == source).ToListAsync(cancel))
            .Where(row => row.IsActive(Now))
            .ToList();
        foreach (var link in links.Where(row => row.OrganisationId != organisationId))
        {
            link.Until(Now);
        }

        if (organisationId is { } wanted && links.TrueForAll(row => row.OrganisationId != wanted))
        {
            db.Add(Link(wanted, source));
        }
    }

    private Relationship Link(Guid organisationId, RelationshipSource source) =>
        Relationship.Start(PatientId, organisationId, source, Grant.Actor, Now);
}
