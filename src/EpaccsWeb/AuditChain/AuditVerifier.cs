using System.Data;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using Npgsql;

namespace EpaccsWeb.AuditChain;

/// <summary>Walks the chains: every seal, every entry, every checkpoint, and every head kept outside the database.</summary>
public sealed class AuditVerifier(AnchorFile anchors)
{
    private const int LinesBetweenReports = 20_000;

    /// <summary>What was found; the first bad entry of each chain, the oldest first.</summary>
    /// <param name="progress">Receives the number of seals walked.</param>
    public async Task<Verification> VerifyAsync(NpgsqlDataSource database, Action<long>? progress, CancellationToken cancel)
    {
        // The anchors first: whatever they name is then in the snapshot.
        var outside = anchors.ReadAll();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await RowContext.AuditChain.SetAsync(connection, DateTimeOffset.UnixEpoch, "audit-chain", cancel);
        var checkpoints = await CheckpointsAsync(connection, cancel);
        var findings = new List<Finding>();
        if (outside.Problem is { } problem)
        {
            findings.Add(new(null, problem));
        }

        var walked = 0L;
        for (short chain = 0; chain < SealedEntry.Chains; chain++)
        {
            var walk = new ChainWalk(chain, checkpoints.Where(row => row.Chain == chain), AnchoredIn(chain, outside.Anchors), anchors);
            await foreach (var (entry, seal) in SealsAsync(connection, chain, cancel))
            {
                if (walk.Step(entry, seal) is { } finding)
                {
                    findings.Add(finding);
                    break;
                }

                if (++walked % LinesBetweenReports == 0)
                {
                    progress?.Invoke(walked);
                }
            }

            if (walk.End() is { } missing)
            {
                findings.Add(missing);
            }
        }

        var (unsealed, oldest) = await UnsealedAsync(connection, cancel);
        return new(
            walked,
            checkpoints.Count,
            outside.Anchors.Count,
            unsealed,
            oldest,
            [.. findings.OrderBy(finding => finding.EntryId ?? long.MaxValue)]
        );
    }

    /// <summary>Heads of one chain by sequence; those before the last "restored" line count only as far as the restored chain went.</summary>
    private static Dictionary<long, ChainAnchor> AnchoredIn(short chain, IReadOnlyList<Anchor> lines)
    {
        var heads = new Dictionary<long, ChainAnchor>();
        foreach (var line in lines)
        {
            var head = line.Heads.FirstOrDefault(row => row.Chain == chain);
            if (line.Restored is not null)
            {
                foreach (var beyond in heads.Keys.Where(sequence => sequence > (head?.Sequence ?? 0)).ToList())
                {
                    heads.Remove(beyond);
                }
            }

            if (head is not null)
            {
                heads.TryAdd(head.Sequence, new(head.Hash, line.At));
            }
        }

        return heads;
    }

    private static async Task<List<Checkpoint>> CheckpointsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            ChainRows.Mark + "select month, chain, sequence, previous, signature from audit_checkpoints order by chain, sequence",
            connection
        );
        var found = new List<Checkpoint>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            found.Add(
                new(rows.GetInt32(0), rows.GetInt16(1), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<byte[]>(4))
            );
        }

        return found;
    }

    private static async IAsyncEnumerable<(SealedEntry? Entry, StoredSeal Seal)> SealsAsync(
        NpgsqlConnection connection,
        short chain,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(
            ChainRows.Mark
                + $"""
                select {ChainRows.EntryColumns}, seal.sequence, seal.entry_id, seal.previous, seal.hash
                from audit_seals seal left join audit_entries entry on entry.id = seal.entry_id and entry.at = seal.entry_at
                where seal.chain = $1 order by seal.sequence
                """,
            connection
        )
        {
            Parameters = { new() { Value = chain } },
            CommandTimeout = 0,
        };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            yield return (
                ChainRows.Entry(rows),
                new(rows.GetInt64(13), rows.GetInt64(14), rows.GetFieldValue<byte[]>(15), rows.GetFieldValue<byte[]>(16))
            );
        }
    }

    private static async Task<(long Count, DateTime? Oldest)> UnsealedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            ChainRows.Mark
                + """
                select count(*), min(entry.at) from audit_entries entry
                where not exists (select from audit_seals seal where seal.entry_id = entry.id)
                """,
            connection
        )
        {
            CommandTimeout = 0,
        };
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.IsDBNull(1) ? null : row.GetDateTime(1));
    }
}

/// <summary>What a walk along the chains found.</summary>
/// <param name="Unsealed">Lines written since the last pass of the sealer, or while none ran.</param>
public sealed record Verification(
    long Entries,
    int Checkpoints,
    int Anchors,
    long Unsealed,
    DateTime? OldestUnsealed,
    IReadOnlyList<Finding> Findings
)
{
    public bool IsWhole => Findings.Count == 0;
}

/// <summary>What is wrong, and with which entry as far as that can be told.</summary>
public sealed record Finding(long? EntryId, string Sentence);

internal sealed record Checkpoint(int Month, short Chain, long Sequence, byte[] Previous, byte[] Signature);

internal sealed record StoredSeal(long Sequence, long EntryId, byte[] Previous, byte[] Hash);

internal sealed record ChainAnchor(string Hash, DateTimeOffset At);
