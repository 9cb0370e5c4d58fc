using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The ways in without a relationship: caring for the person now, and break-glass.</summary>
public sealed partial class EmergencyAccess(
    EpaccsDbContext db,
    RecordGate gate,
    BreakGlassReviews reviews,
    AuditJournal journal,
    ServingMode mode,
    AuditSpool spool,
    EmergencyPasses passes,
    RequestIdentity request,
    TimeProvider clock
)
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

        var breaks = known && actor.Has(Permission.BreakGlass);
        db.Acting = RowContext.List(actor);
        var standing = breaks ? await reviews.StandingAsync(actor.UserId, cancel) : new(0, false);
        // What was opened while only the standby could be read is not known there.
        var opened = mode.Spell is null ? 0 : passes.Of(actor).Count(pass => pass.Source is RelationshipSource.BreakGlass);
        standing = standing with { Unreviewed = standing.Unreviewed + opened };
        return new(
            known,
            known && actor.Urgent,
            breaks && !standing.Suspended,
            standing.Unreviewed,
            standing.WordsRequired,
            standing.Suspended
        );
    }

    /// <summary>The record that goes on in place of a merged one, for a link that was kept.</summary>
    public Task<Guid?> SuccessorAsync(Guid patientId, Actor actor, CancellationToken cancel) =>
        gate.SuccessorAsync(patientId, actor, cancel);

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
#pragma warning disable RS0030 // the one place that ends a visit
        var grant = AccessRules.ForFinishing(facts);
#pragma warning restore RS0030
        if (mode.Spell is not null)
        {
            await SpoolAsync(grant, null, null, AuditAction.VisitFinished, "caring now ended", cancel);
            return;
        }

        db.Open(grant, RowContext.Finishing(grant));
        await FinishAsync(
            AuditEntry.By(actor, AuditAction.VisitFinished, "caring now ended", request.Id, now, patientId, RelationshipSource.CaringNow),
            cancel
        );
    }

    private async Task FinishAsync(AuditEntry line, CancellationToken cancel)
    {
        var visits = await db
            .Relationships.Where(row => row.UserId == line.UserId && row.Source == RelationshipSource.CaringNow && row.EndsAt > line.At)
            .ToListAsync(cancel);
        visits.ForEach(visit => visit.Until(line.At));
        db.Add(line);
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
#pragma warning disable RS0030 // the one place that opens a record without a relationship
        var grant = AccessRules.ForEmergency(facts, source);
#pragma warning restore RS0030
        if (mode.Spell is not null)
        {
            return facts.Relationships.Contains(source) || await SpoolAsync(grant, reason, lasts, action, Slug.Of(source), cancel);
        }

        db.Open(grant, RowContext.Emergency(grant));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var line = AuditEntry.By(actor, action, Slug.Of(source), request.Id, now, patientId, source);
        var found = await StartAsync(new(actor, source, reason, now + lasts), line, cancel);
        await transaction.CommitAsync(cancel);
        return found is not WayIn.Closed;
    }

    /// <summary>Writes a way in down, with its line and whom it is told; part of a transaction.</summary>
    private async Task<WayIn> StartAsync(SpooledUse use, AuditEntry line, CancellationToken cancel)
    {
        var (patientId, actor, source, began) = (line.PatientId!.Value, use.Actor, use.Source, line.At);
        // Two presses at once take turns at the plan's row; the second finds what the first has opened.
        var plans = await db
            .Database.SqlQuery<Guid>($"select id as \"Value\" from plans where patient_id = {patientId} for update")
            .ToListAsync(cancel);
        var open = await db.Relationships.AnyAsync(
            row => row.UserId == actor.UserId && row.Source == source && row.OrganisationId == actor.OrganisationId && row.EndsAt > began,
            cancel
        );
        if (plans.Count == 0 || open)
        {
            return open ? WayIn.OpenAlready : WayIn.Closed;
        }

        db.Add(
            Relationship.Start(patientId, actor.OrganisationId, source, actor, began, actor.UserId, use.Reason).Until(use.Until ?? began)
        );
        db.Add(line);
        await TellTeamAsync(
            patientId,
            actor,
            source is RelationshipSource.CaringNow ? "Caring for the person now" : "Emergency access (break-glass)",
            began,
            cancel
        );
        if (source is RelationshipSource.BreakGlass)
        {
            await reviews.AlertAsync(db, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return WayIn.Started;
    }

    private enum WayIn
    {
        Started,
        OpenAlready,

        /// <summary>The database shows the record to this post no more.</summary>
        Closed,
    }
}

/// <summary>What the emergency page may offer.</summary>
/// <param name="Unreviewed">Earlier uses of break-glass that wait for a privacy officer.</param>
/// <param name="Suspended">A privacy officer has taken break-glass from this user.</param>
/// <param name="NeedsWords">So many of them wait that the next one needs words.</param>
public sealed record EmergencyWays(
    bool Known,
    bool CaringNow,
    bool BreakGlass,
    int Unreviewed = 0,
    bool NeedsWords = false,
    bool Suspended = false
)
{
    public bool Any => CaringNow || BreakGlass;
}
