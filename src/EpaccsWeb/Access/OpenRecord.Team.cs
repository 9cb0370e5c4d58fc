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
    public Task<SaveOutcome> AddToTeamAsync(
        Guid organisationId,
        bool keyWorker,
        CancellationToken cancel,
        RelationshipSource source = RelationshipSource.Team
    ) =>
        SaveAsync(
            async _ =>
            {
                Grant.Require(PatientId, Permission.ConsentAndTeam);
                if (!await db.Organisations.AnyAsync(row => row.Id == organisationId, cancel))
                {
                    throw new PlanRuleException([new("Organisation", "Choose an organisation from the list.")]);
                }

                if (await ObjectsToAsync(organisationId, cancel))
                {
                    throw new PlanRuleException([
                        new("Organisation", "The person does not want to share with this organisation. See the consent page."),
                    ]);
                }

                var links = await db.Relationships.ToListAsync(cancel);
                var link = links.FirstOrDefault(row => row.OrganisationId == organisationId && row.Source == source && row.IsActive(Now));
                if (link is null)
                {
                    link =
                        source is RelationshipSource.Referral
                            ? Relationship.Refer(PatientId, organisationId, Grant.Actor, Now)
                            : Link(organisationId, RelationshipSource.Team);
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

    /// <summary>A referral that is still needed starts its time again.</summary>
    public Task<SaveOutcome> KeepReferralAsync(Guid relationshipId, CancellationToken cancel) =>
        SaveAsync(
            async _ =>
            {
                Grant.Require(PatientId, Permission.ConsentAndTeam);
                var link = await db.Relationships.SingleOrDefaultAsync(row => row.Id == relationshipId, cancel);
                if (link?.IsActive(Now) is not true)
                {
                    throw new PlanRuleException([
                        new("Organisation", "That referral has ended. Add the organisation again if it is still needed."),
                    ]);
                }

                link.Touch(Now);
            },
            cancel
        );

    /// <summary>Whoever works with the plan shows that its organisation's referral is in use.</summary>
    private void TouchOwnReferral()
    {
        var own = Grant.Actor.OrganisationId;
        foreach (var link in db.Relationships.Local.Where(row => row.OrganisationId == own && row.WasLongUntouched(Now)))
        {
            link.Touch(Now);
        }
    }

    /// <summary>Moves registration and residence when they changed; a practice that is not our own is asked first.</summary>
    private async Task ApplyPersonAsync(Work work, PersonDetails kept, Whereabouts where, string? why, CancellationToken cancel)
    {
        if (kept.NhsNumber != work.Patient.NhsNumber)
        {
            db.Add(FormerNumber.Keep(work.Patient.NhsNumber, why, Grant, Now));
        }

        var practice = where.Practice!.Value;
        if (IsAsked(work, where))
        {
            await AskPracticeAsync(work, practice, cancel);
            practice = work.Patient.GpPracticeId;
        }
        else if (practice != work.Patient.GpPracticeId)
        {
            if (await CloseChangeAsync(PracticeChangeOutcome.Confirmed, cancel) is null)
            {
                // The practice says so itself: asked and confirmed in one, so that the one that was left is told as ever.
                var change = PracticeChange.Ask(work.Patient.GpPracticeId, practice, Grant, Now);
                change.Close(PracticeChangeOutcome.Confirmed, Grant, Now);
                db.Add(change);
            }

            await PassToAsync(work, practice, cancel);
        }

        await MoveAsync(RelationshipSource.Residence, where.CareHome, cancel);
        work.Patient.Apply(kept, practice, where.CareHome);
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
