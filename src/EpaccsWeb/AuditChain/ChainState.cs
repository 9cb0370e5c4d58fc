using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Npgsql;

namespace EpaccsWeb.AuditChain;

/// <summary>How the chain stands, for the pages that show it: how far it is sealed and anchored, and a check at once.</summary>
public sealed class ChainState(
    ServingMode mode,
    AnchorFile anchors,
    AuditVerifier verifier,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock
)
{
    public async Task<ChainStanding> ReadAsync(CancellationToken cancel)
    {
        await using var connection = await mode.Pool.OpenConnectionAsync(cancel);
        var heads = await ChainRows.HeadsAsync(connection, cancel);
        await using var command = new NpgsqlCommand(
            ChainRows.Mark + "select max(sealed_at) from (select sealed_at from audit_seals order by entry_id desc limit 1) as last",
            connection
        );
        var last = await command.ExecuteScalarAsync(cancel) as DateTime?;
        return new(heads.Sum(head => head.Sequence), last, anchors.LastWritten, anchors.KeyIsBeside);
    }

    /// <summary>Walks the whole chain and says in one sentence what was found.</summary>
    public async Task<string> CheckAsync(Actor actor, CancellationToken cancel)
    {
        var found = await verifier.VerifyAsync(mode.Pool, null, cancel);
        var words = found.IsWhole
            ? $"Checked: {found.Entries:N0} entries are as they were written and {found.Anchors:N0} anchors lie on the chain; {found.Unsealed:N0} wait for their seal."
            : $"The audit is NOT whole. First bad: {found.Findings[0].Sentence}.";
        var detail = found.IsWhole ? $"chain checked: whole, {found.Entries} entries" : "chain checked: not whole";
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.AuditViewed, detail, request.Id, clock.GetUtcNow()));
        return words;
    }
}

/// <summary>How far the chain is sealed and anchored.</summary>
/// <param name="KeyIsBeside">The signing key lies with the anchors, so whoever takes both could forge them.</param>
public sealed record ChainStanding(long Sealed, DateTime? LastSealed, DateTimeOffset? LastAnchored, bool KeyIsBeside);
