using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The ways in without a relationship: caring for the person now, and break-glass.</summary>
public sealed class EmergencyAccess(EpaccsDbContext db, RecordGate gate, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Which ways in this post has to a record; none at all when it may not know of it.</summary>
    public async Task<EmergencyWays> WaysAsync(Guid patientId, Actor actor, CancellationToken cancel)
    {
        var facts = await gate.FactsAsync(patientId, actor, cancel);
        // Posts that are told nothing of strangers anywhere else are told nothing here.
        var known = facts.PostInForce && AccessRules.MayKnowOf(facts) && PermissionTable.IsClinical(actor.Role);
        if (!known)
        {
            await journal.WriteAsync(
                AuditEntry.By(actor, AuditAction.Refused, "emergency: unknown", request.Id, clock.GetUtcNow(), patientId)
            );
        }

        return new(known, known && actor.Urgent, known && actor.Has(Permission.BreakGlass));
    }

    /// <summary>Opens the record for 24 hours to this person in this post.</summary>
    public Task<bool> CareNowAsync(Guid patientId, Actor actor, CancellationToken cancel) =>
        EnterAsync(patientId, actor, RelationshipSource.CaringNow, AccessRules.CaringNowLasts, null, AuditAction.CaringNow, cancel);

    /// <summary>Opens the record for an hour, with a reason that the privacy officer reviews.</summary>
    public Task<bool> BreakGlassAsync(Guid patientId, Actor actor, BreakGlassReason reason, string? words, CancellationToken cancel) =>
        EnterAsync(
            patientId,
            actor,
            RelationshipSource.BreakGlass,
            AccessRules.BreakGlassLasts,
            string.IsNullOrWhiteSpace(words) ? Slug.Of(reason) : $"{Slug.Of(reason)}: {words}",
            AuditAction.BreakGlass,
            cancel
        );

    /// <summary>Ends the actor's own "caring now" on a record.</summary>
    public async Task FinishVisitAsync(Guid patientId, Actor actor, CancellationToken cancel)
    {
        var facts = await gate.FactsAsync(patientId, actor, cancel);
        if (!facts.Relationships.Contains(RelationshipSource.CaringNow))
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.Open(AccessRules.ForEmergency(facts, RelationshipSource.CaringNow));
        var visits = await db
            .Relationships.Where(row => row.UserId == actor.UserId && row.Source == RelationshipSource.CaringNow && row.EndsAt > now)
            .ToListAsync(cancel);
        visits.ForEach(visit => visit.Until(now));
        db.Add(
            AuditEntry.By(actor, AuditAction.VisitFinished, "caring now ended", request.Id, now, patientId, RelationshipSource.CaringNow)
        );
        await db.SaveChangesAsync(cancel);
    }

    private async Task<bool> EnterAsync(
        Guid patientId,
        Actor actor,
        RelationshipSource source,
        TimeSpan lasts,
        string? reason,
        AuditAction action,
        CancellationToken cancel
    )
    {
        var facts = await gate.FactsAsync(patientId, actor, cancel);
        if (!facts.PostInForce || !AccessRules.MayKnowOf(facts))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        db.Open(AccessRules.ForEmergency(facts, source));
        if (!facts.Relationships.Contains(source))
        {
            db.Add(
                new Relationship
                {
                    Id = Guid.CreateVersion7(now),
                    PatientId = patientId,
                    Source = source,
                    OrganisationId = actor.OrganisationId,
                    UserId = actor.UserId,
                    StartedAt = now,
                    Reason = reason,
                    StartedBy = $"{actor.Name}, {RoleNames.Of(actor.Role)}, {actor.OrganisationName}",
                }.Until(now + lasts)
            );
        }

        db.Add(AuditEntry.By(actor, action, Slug.Of(source), request.Id, now, patientId, source));
        await db.SaveChangesAsync(cancel);
        return true;
    }
}

/// <summary>What the emergency page may offer.</summary>
public sealed record EmergencyWays(bool Known, bool CaringNow, bool BreakGlass)
{
    public bool Any => CaringNow || BreakGlass;
}
