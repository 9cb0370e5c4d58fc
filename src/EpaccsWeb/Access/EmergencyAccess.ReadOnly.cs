using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The same ways in while only the standby can be read: kept on this node's disk, and written down when the primary is back.</summary>
public sealed partial class EmergencyAccess
{
    /// <summary>Writes down, once, what happened while it could not be written: the same rows and notices as on an ordinary day.</summary>
    public async Task WriteDownAsync(SpooledLine line, SpooledUse use, CancellationToken cancel)
    {
        request.StandFor(line.Entry.RequestId);
#pragma warning disable RS0030 // what was granted then is written down now
        var grant = AccessRules.ForWritingDown(line.Entry.PatientId!.Value, use.Actor, use.Source);
#pragma warning restore RS0030
        db.Open(grant, use.Until is null ? RowContext.Finishing(grant) : RowContext.Emergency(grant));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await AuditLines.TakeKeyAsync(db, line.Id, cancel))
        {
            return;
        }

        if (use.Until is null)
        {
            await FinishAsync(line.Entry, cancel);
        }
        else if (await StartAsync(use, line.Entry, cancel) is var found and not WayIn.Started)
        {
            // Pressed twice; or the record was closed to the post since, so that its row cannot stand: the line always does.
            db.Add(line.Entry);
            if (found is WayIn.Closed && use.Source is RelationshipSource.BreakGlass)
            {
                await reviews.AlertAsync(db, cancel);
            }

            await db.SaveChangesAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private async Task<bool> SpoolAsync(
        AccessGrant grant,
        string? reason,
        TimeSpan? lasts,
        AuditAction action,
        string detail,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var (actor, source) = (grant.Actor, grant.Route!.Value);
        var line = AuditEntry.By(actor, action, detail, request.Id, now, grant.PatientId, source);
        var kept = SpooledLine.Of(line) with { Use = new(actor, source, reason, now + lasts) };
        if (!await spool.TryAddAsync([kept], cancel))
        {
            throw new AuditUnavailableException(new InvalidOperationException("The primary is back, but this request began without it."));
        }

        passes.Add(new(grant.PatientId, source, now + (lasts ?? AccessRules.CaringNowLasts), Finished: lasts is null), actor);
        return true;
    }
}
