using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Access.Rights;

/// <summary>Records whose period is over, what keeps one for longer, and destruction by two people.</summary>
public sealed partial class RetentionDesk(EpaccsDbContext db, RequestIdentity request, TimeProvider clock)
{
    public const int PageSize = 25;

    private const string NotNow =
        "It cannot be destroyed now: its period is not over, it is kept for longer, it is held by another organisation, or a copy of it was asked for.";

    public DateOnly Today => London.Day(clock.GetUtcNow());

    private DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Records whose period is over, the longest over first; and how many there are. In the audit with whom it named.</summary>
    public async Task<(IReadOnlyList<RecordOver> Rows, int Count)> OverAsync(Actor actor, int page, CancellationToken cancel)
    {
        Act(actor);
        var all = await DueAsync(null, cancel);
        var shown = all.OrderBy(row => row.KeptUntil).ThenBy(row => row.RecordId).Skip((page - 1) * PageSize).Take(PageSize).ToList();
        db.Add(
            AuditEntry
                .By(actor, AuditAction.RetentionSeen, $"retention: {shown.Count} records", request.Id, Now)
                .About(shown.Select(row => row.RecordId))
        );
        await db.SaveChangesAsync(cancel);
        return (shown, all.Count);
    }

    /// <summary>One record whose period is over, with what was asked about it; in the audit. Null when it is not one for this post.</summary>
    public async Task<RecordOverCase?> FindAsync(Guid recordId, Actor actor, CancellationToken cancel)
    {
        Act(actor);
        if ((await DueAsync(recordId, cancel)).SingleOrDefault() is not { } over)
        {
            return null;
        }

        var holds = await db
            .RecordHolds.AsNoTracking()
            .Where(row => row.RecordId == recordId)
            .OrderBy(row => row.PlacedAt)
            .ToListAsync(cancel);
        var asked = await db
            .DestructionRequests.AsNoTracking()
            .Where(row => row.RecordId == recordId)
            .OrderByDescending(row => row.AskedAt)
            .ToListAsync(cancel);
        db.Add(AuditEntry.By(actor, AuditAction.RetentionSeen, "retention: one record", request.Id, Now, recordId));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return new(over, holds, asked);
    }

    /// <summary>The stubs of records that were destroyed, the latest first.</summary>
    public async Task<(IReadOnlyList<DestroyedRecord> Rows, int Count)> DestroyedAsync(Actor actor, int page, CancellationToken cancel)
    {
        Act(actor);
        var rows = await db
            .DestroyedRecords.AsNoTracking()
            .OrderByDescending(row => row.DestroyedAt)
            .ThenBy(row => row.RecordId)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancel);
        var count = await db.DestroyedRecords.CountAsync(cancel);
        db.Add(AuditEntry.By(actor, AuditAction.RetentionSeen, $"retention: {rows.Count} stubs", request.Id, Now));
        await db.SaveChangesAsync(cancel);
        return (rows, count);
    }

    /// <summary>Asks that a record be destroyed; the sentence why not, or null when it is done.</summary>
    public async Task<string?> AskAsync(Guid recordId, string review, Actor actor, CancellationToken cancel)
    {
        Act(actor);
        if ((await DueAsync(recordId, cancel)).SingleOrDefault() is not { Held: false } over)
        {
            return NotNow;
        }

        db.Add(
            new DestructionRequest
            {
                Id = Guid.CreateVersion7(Now),
                RecordId = recordId,
                OrganisationId = over.Holder,
                Review = review,
                AskedAt = Now,
                AskedById = actor.UserId,
                AskedRole = actor.Role,
                AskedBy = actor.Signature,
            }
        );
        db.Add(AuditEntry.By(actor, AuditAction.DestructionAsked, "retention", request.Id, Now, recordId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException twice) when (twice.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            return "It has been asked for already, and waits for a decision.";
        }
    }

    /// <summary>Leaves the record as it is; the sentence why not, or null when it is done.</summary>
    public async Task<string?> RefuseAsync(Guid id, string because, Actor officer, CancellationToken cancel)
    {
        Act(officer);
        if (await db.DestructionRequests.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } asked)
        {
            return "There is no such request.";
        }

        if (RetentionRules.WhyNotDecide(asked, officer) is { } why)
        {
            return why;
        }

        asked.Refuse(because, officer, Now);
        db.Add(AuditEntry.By(officer, AuditAction.DestructionRefused, "retention", request.Id, Now, asked.RecordId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return "This request has been decided already.";
        }
    }

    /// <summary>Destroys the record, with its line in the audit, both or neither; the sentence why not, or null when it is done.</summary>
    public async Task<string?> DestroyAsync(Guid id, Actor officer, CancellationToken cancel)
    {
        Act(officer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.DestructionRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } asked)
        {
            return "There is no such request.";
        }

        if (RetentionRules.WhyNotDecide(asked, officer) is { } why)
        {
            return why;
        }

        try
        {
            var gone = await db
                .Database.SqlQuery<int>($"select destroy_record({id}, {officer.Signature}) as \"Value\"")
                .ToListAsync(cancel);
            db.Add(AuditEntry.By(officer, AuditAction.RecordDestroyed, $"retention: {gone[0]} rows", request.Id, Now, asked.RecordId));
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return null;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.RaiseException)
        {
            return NotNow;
        }
    }

    private void Act(Actor actor)
    {
        if (!RetentionRules.MayManage(actor))
        {
            throw new AccessDeniedException("This post does not decide how long records are kept.");
        }

        db.Acting = RowContext.Retention(actor);
    }

    private Task<List<RecordOver>> DueAsync(Guid? only, CancellationToken cancel) =>
        db
            .Database.SqlQuery<RecordOver>(
                $"""
                select record_id as "RecordId", holder as "Holder", holder_name as "HolderName", rule as "Rule", years as "Years",
                       kept_until as "KeptUntil", nhs_number as "NhsNumber", held as "Held", asked_for as "AskedFor"
                from retention_due({only}::uuid)
                """
            )
            .ToListAsync(cancel);
}
