using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Merges;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Records that look like this one, and what was found of them.</summary>
public sealed partial class OpenRecord
{
    /// <summary>The pairs with this record that were last said to be two different people, the latest first.</summary>
    public async Task<List<PairJudgement>> ToldApartAsync(CancellationToken cancel)
    {
        var judged = await db
            .PairJudgements.AsNoTracking()
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .ToListAsync(cancel);
        return [.. judged.DistinctBy(row => row.Beside(PatientId)).Where(row => row.Different)];
    }

    /// <summary>Takes a pair off the list of possible duplicates, for everybody; without a reason it is put back. Said twice it is kept once.</summary>
    public async Task JudgePairAsync(Guid otherId, string? reason, CancellationToken cancel)
    {
        var stands = (await ToldApartAsync(cancel)).Exists(row => row.Beside(PatientId) == otherId);
        if (stands == reason is not null)
        {
            return;
        }

        var judgement = PairJudgement.Of(otherId, reason, Grant, Now);
        db.Add(judgement);
        // Both records' activity tells of it.
        db.Add(AuditEntry.By(Grant.Actor, AuditAction.Changed, judgement.Words, db.RequestId, Now, otherId, Grant.Route));
        await db.SaveChangesAsync(cancel);
    }
}
