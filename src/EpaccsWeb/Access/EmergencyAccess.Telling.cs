using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Who hears of an emergency: the team by a notice, privacy officers by a reference.</summary>
public sealed partial class EmergencyAccess
{
    /// <summary>Shows where a restricted person is to somebody attending them: recorded with the reason, and the privacy officer alerted.</summary>
    public async Task ShowLocationAsync(string reason, CancellationToken cancel)
    {
        var grant = db.Grant is { IsEmergency: true } open ? open : throw new AccessDeniedException("Nobody attends the person.");
        var now = clock.GetUtcNow();
        var version = await db.Plans.Select(plan => plan.Version).SingleAsync(cancel);
        db.Add(PlanMark.Of(PlanMarkKind.LocationShown, version, reason, grant, now, Guid.CreateVersion7(now)));
        await reviews.AlertAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A notice to each organisation of the team and to the one that holds the record.</summary>
    private async Task TellTeamAsync(Guid patientId, Actor actor, string what, DateTimeOffset now, CancellationToken cancel)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(cancel);
        var objected = await db.Objections.Where(row => row.LiftedAt == null).Select(row => row.OrganisationId).ToListAsync(cancel);
        var links = await db.Relationships.AsNoTracking().Where(row => row.UserId == null).ToListAsync(cancel);
        Guid[] told =
        [
            .. links
                .Where(link => link.IsActive(now) && link.Source is RelationshipSource.Registration or RelationshipSource.Team)
                .Select(link => link.OrganisationId)
                .Except(objected)
                .Append(plan.RecordingOrganisationId)
                .Distinct(),
        ];
        db.AddRange(told.Select(organisation => Notice.Of(patientId, organisation, plan.Version, what, actor, now)));
        var addresses = await NoticeAddresses.OfAsync(db, told, actor.OrganisationId, cancel);
        db.AddRange(addresses.Select(address => OutboxMail.To(address, now)));
    }
}
