using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Npgsql;

namespace EpaccsWeb.AuditChain;

/// <summary>Seals new audit lines into the chains each second, and anchors the heads outside the database each minute.</summary>
/// <remarks>Beside the writing of lines, so that no request waits for a chain. Two nodes take turns by an advisory lock.</remarks>
public sealed class AuditSealer(NpgsqlDataSource database, AnchorFile anchors, TimeProvider clock, ILogger<AuditSealer> log)
    : BackgroundService
{
    /// <summary>Any number that nothing else uses.</summary>
    private const long SealingLock = 0x45504143_5345414C;

    private const int MostInOnePass = 5_000;

    /// <summary>Lines are numbered before they are committed: so far back a late one is looked for, each second and each minute.</summary>
    private const long BackEachSecond = 2_000;
    private const long BackEachMinute = 100_000;

    private const int SecondsBetweenAnchors = 60;

    private long newest = -1;
    private int quiet;

    /// <summary>When a pass last came to its end.</summary>
    public DateTimeOffset? LastPass { get; private set; }

    /// <summary>Seals whatever waits, and anchors it.</summary>
    public async Task SealAllAsync(CancellationToken cancel)
    {
        while (await SealAsync(BackEachMinute, cancel) == MostInOnePass)
        {
            // There may be more.
        }

        await AnchorAsync(cancel);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => SealAllAsync(cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (anchors.KeyIsBeside)
        {
            log.LogInformation(
                "The key of the audit's anchors lies beside them. Set Audit__AnchorFile and Audit__AnchorKeyFile to keep them apart."
            );
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            var second = 0;
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var minute = second++ % SecondsBetweenAnchors == 0;
                await TryAsync(() => PassAsync(minute, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping seals and anchors what is left.
        }
    }

    private async Task PassAsync(bool minute, CancellationToken cancel)
    {
        if (minute || await IsSomethingNewAsync(cancel))
        {
            while (await SealAsync(minute ? BackEachMinute : BackEachSecond, cancel) == MostInOnePass)
            {
                // There may be more.
            }
        }

        LastPass = clock.GetUtcNow();
        if (minute)
        {
            await AnchorAsync(cancel);
        }
    }

    /// <summary>Whether lines were numbered lately; some of them may not be committed yet, so it stays true for some seconds.</summary>
    private async Task<bool> IsSomethingNewAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            ChainRows.Mark + "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('audit_entries', 'id')::regclass), 0)"
        );
        var last = (long)(await command.ExecuteScalarAsync(cancel))!;
        quiet = last == newest ? quiet + 1 : 0;
        newest = last;
        return quiet < 5;
    }

    private async Task<int> SealAsync(long back, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (
            var mine = new NpgsqlCommand(ChainRows.Mark + "select pg_try_advisory_xact_lock($1)", connection)
            {
                Parameters = { new() { Value = SealingLock } },
            }
        )
        {
            if (await mine.ExecuteScalarAsync(cancel) is not true)
            {
                return 0;
            }
        }

        await RowContext.AuditChain.SetAsync(connection, clock.GetUtcNow(), "audit-chain", cancel);
        var heads = (await ChainRows.HeadsAsync(connection, cancel)).ToDictionary(
            head => head.Chain,
            head => (head.Sequence, Hash: Convert.FromHexString(head.Hash))
        );
        await using var last = new NpgsqlCommand(ChainRows.Mark + "select coalesce(max(entry_id), 0) from audit_seals", connection);
        var beyond = Math.Max(0, (long)(await last.ExecuteScalarAsync(cancel))! - back);
        var entries = await ChainRows.UnsealedAsync(connection, beyond, MostInOnePass, cancel);
        if (entries.Count == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var seals = new List<Seal>(entries.Count);
        foreach (var entry in entries)
        {
            var (sequence, previous) = heads.TryGetValue(entry.Chain, out var head) ? head : (0, SealedEntry.Nothing);
            var hash = entry.Hash(sequence + 1, previous);
            seals.Add(new(entry, sequence + 1, previous, hash));
            heads[entry.Chain] = (sequence + 1, hash);
        }

        await ChainRows.AddAsync(connection, seals, now, cancel);
        await CheckpointAsync(connection, seals.GroupBy(seal => seal.Entry.Chain).Select(chain => chain.First()), now, cancel);
        await transaction.CommitAsync(cancel);
        return entries.Count;
    }

    /// <summary>The first seal of a month in its chain is signed, so that older months may be put away.</summary>
    private async Task CheckpointAsync(NpgsqlConnection connection, IEnumerable<Seal> firsts, DateTimeOffset now, CancellationToken cancel)
    {
        var month = int.Parse(London.Day(now).ToString("yyyyMM", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        foreach (var first in firsts)
        {
            await using var command = new NpgsqlCommand(
                ChainRows.Mark
                    + """
                    insert into audit_checkpoints (month, chain, sequence, previous, made_at, signature)
                    values ($1, $2, $3, $4, $5, $6) on conflict (month, chain) do nothing
                    """,
                connection
            )
            {
                Parameters =
                {
                    new() { Value = month },
                    new() { Value = first.Entry.Chain },
                    new() { Value = first.Sequence },
                    new() { Value = first.Previous },
                    new() { Value = now.UtcDateTime },
                    new() { Value = anchors.SignCheckpoint(month, first.Entry.Chain, first.Sequence, first.Previous) },
                },
            };
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task AnchorAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        anchors.Write(await ChainRows.HeadsAsync(connection, cancel), clock.GetUtcNow());
    }

    /// <summary>A pass that fails is tried again: what it should have sealed waits, and verify-audit counts it.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning("The audit could not be sealed or anchored: {Kind}", failure.GetType().Name);
        }
    }
}
