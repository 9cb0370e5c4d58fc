using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Rights;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.Rights;

/// <summary>What keeps a record for longer than its period.</summary>
public sealed partial class RetentionDesk
{
    /// <summary>What keeps records for longer; it names nobody.</summary>
    public async Task<IReadOnlyList<RecordHold>> HoldsAsync(Actor actor, CancellationToken cancel)
    {
        Act(actor);
        var holds = await db
            .RecordHolds.AsNoTracking()
            .Where(row => row.LiftedAt == null)
            .OrderByDescending(row => row.PlacedAt)
            .Take(500)
            .ToListAsync(cancel);
        db.Add(AuditEntry.By(actor, AuditAction.RetentionSeen, $"retention: {holds.Count} holds", request.Id, Now));
        await db.SaveChangesAsync(cancel);
        return holds;
    }

    /// <summary>Keeps a record for longer, whether or not its period is over; why not, at its field, or null when it is done.</summary>
    public async Task<SectionProblem?> HoldAsync(NhsNumber number, string reason, DateOnly? until, Actor actor, CancellationToken cancel)
    {
        Act(actor);
        if (until < Today)
        {
            return new("Until", "Last day must be today or later.");
        }

        var known = await db
            .Database.SqlQuery<RecordOfNumber>(
                $"""select record_id as "RecordId", holder as "Holder", died as "Died" from record_with_number({number.Digits})"""
            )
            .ToListAsync(cancel);
        if (known is not [var record])
        {
            db.Add(AuditEntry.By(actor, AuditAction.RetentionSeen, "retention: no such record", request.Id, Now));
            await db.SaveChangesAsync(cancel);
            return new("Number", SubjectDesk.NoRecord);
        }

        db.Add(
            new RecordHold
            {
                Id = Guid.CreateVersion7(Now),
                RecordId = record.RecordId,
                OrganisationId = record.Holder,
                Reason = reason,
                UntilOn = until,
                PlacedAt = Now,
                PlacedById = actor.UserId,
                PlacedBy = actor.Signature,
            }
        );
        db.Add(AuditEntry.By(actor, AuditAction.RecordHeld, "retention", request.Id, Now, record.RecordId));
        await db.SaveChangesAsync(cancel);
        return null;
    }

    /// <summary>Lifts a hold; the sentence why not, or null when it is done.</summary>
    public async Task<string?> LiftAsync(Guid id, string because, Actor officer, CancellationToken cancel)
    {
        Act(officer);
        if (!RetentionRules.MayLift(officer))
        {
            return "A privacy officer decides that a record need not be kept for longer.";
        }

        if (await db.RecordHolds.SingleOrDefaultAsync(row => row.Id == id && row.LiftedAt == null, cancel) is not { } hold)
        {
            return "There is no such hold any more.";
        }

        hold.Lift(because, officer, Now);
        db.Add(AuditEntry.By(officer, AuditAction.RecordHoldLifted, "retention", request.Id, Now, hold.RecordId));
        await db.SaveChangesAsync(cancel);
        return null;
    }
}
