using System.Data;
using System.Diagnostics;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Backups;

/// <summary>Restores a running database from its backups beside it and compares both, row by row, at one and the same moment.</summary>
internal sealed class RestoreDrill(string connection, BackupFolder folder, byte[] key, LocalPostgresOptions options)
{
    private const int Tries = 50;

    /// <summary>What every save touches first: who holds this stops savers before they hold anything themselves.</summary>
    private const string First = "public.plans";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<DrillResult> RunAsync(AuditChainOptions audit, string into, Action<string> progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await using var original = await OpenAsync(cancel);
        await using var snapshot = await OpenAsync(cancel);
        if (!await TableContents.IsSuperuserAsync(original, cancel))
        {
            throw new BackupException(
                "The role sees no row under row-level security: give a superuser in ConnectionStrings__EpaccsBackup."
            );
        }

        if (folder.Complete().Count == 0)
        {
            var made = await new BaseBackup(folder, key, connection, TimeProvider.System).TakeAsync(options, cancel);
            progress($"Base backup {made.Name}: {made.SealedBytes / 1_048_576.0:N1} MB sealed after {watch.Elapsed.TotalSeconds:N1} s");
        }

        var anchors = Path.Combine(Path.GetTempPath(), $"epaccs-anchors-{Guid.NewGuid():N}");
        try
        {
            var point = await MarkAsync(original, snapshot, audit.AnchorFile, anchors, cancel);
            var expected = await TableContents.ReadAsync(snapshot, cancel);
            progress($"Original: {expected.Count} tables, {expected.Sum(table => table.Rows):N0} rows at the point {point}");
            await ArchivedAsync(original, cancel);
            var restoring = Stopwatch.StartNew();
            await using var restored = await new Restoring(folder, key, options).StartAsync(into, new(Point: point), cancel);
            var took = restoring.Elapsed;
            progress($"Restored from {restored.Backup.Name} and {restored.LogFiles} files of the log after {took.TotalSeconds:N1} s");
            await using var copy = new NpgsqlConnection(restored.Connection(connection));
            await copy.OpenAsync(cancel);
            var found = await TableContents.ReadAsync(copy, cancel);
            await using var pool = EpaccsDatabase.Pool(restored.Connection(connection));
            var chain = await new AuditVerifier(new AnchorFile(audit with { AnchorFile = anchors })).VerifyAsync(pool, null, cancel);
            return new(found, TableContents.Differences(expected, found), chain, took);
        }
        finally
        {
            File.Delete(anchors);
            if (Directory.Exists(into))
            {
                Directory.Delete(into, recursive: true);
            }
        }
    }

    /// <summary>
    /// Stops all writers for the blink of an eye; in it the snapshot is taken, the anchors are copied and the point is written into
    /// the log. So both are of one moment although the website goes on.
    /// </summary>
    private static async Task<string> MarkAsync(
        NpgsqlConnection original,
        NpgsqlConnection snapshot,
        string anchorFile,
        string anchors,
        CancellationToken cancel
    )
    {
        var point = $"epaccs_drill_{Guid.NewGuid():N}";
        var all = await TableContents.TablesAsync(original, cancel);
        var tables = string.Join(", ", all.OrderByDescending(table => table == First));
        var attempt = 0;
        while (true)
        {
            attempt++;
            await using var gate = await original.BeginTransactionAsync(cancel);
            try
            {
                // Should this and a writer wait for each other, it is this that gives way and tries again, never the writer.
                await RunAsync(
                    original,
                    $"set local lock_timeout = '1s'; set local deadlock_timeout = '20ms'; lock table {tables} in share mode",
                    cancel
                );
                // The transaction of the snapshot goes on until its connection is closed.
                await snapshot.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
                await RunAsync(snapshot, "select count(*) from pg_class", cancel);
                if (File.Exists(anchorFile))
                {
                    File.Copy(anchorFile, anchors);
                }

                await RunAsync(original, $"select pg_create_restore_point('{point}')", cancel);
                await gate.CommitAsync(cancel);
                return point;
            }
            catch (PostgresException busy)
                when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && attempt < Tries)
            {
                await gate.RollbackAsync(cancel);
                await Task.Delay(Random.Shared.Next(50, 300), cancel);
            }
        }
    }

    /// <summary>Waits until the log up to now is in the archive.</summary>
    private async Task ArchivedAsync(NpgsqlConnection original, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand("select pg_walfile_name(pg_switch_wal())", original);
        var name = (string)(await ask.ExecuteScalarAsync(cancel))!;
        var archive = new WalArchive(folder, key);
        var watch = Stopwatch.StartNew();
        while (!archive.Has(name))
        {
            if (watch.Elapsed > Patience)
            {
                throw new BackupException(
                    $"PostgreSQL did not archive {name} to {folder.Root} within two minutes: look at archive_mode, archive_command and its log."
                );
            }

            await Task.Delay(200, cancel);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        var link = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await link.OpenAsync(cancel);
        return link;
    }

    private static async Task RunAsync(NpgsqlConnection link, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, link);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>What a drill found.</summary>
/// <param name="Differences">One sentence for each table that is not as it was.</param>
internal sealed record DrillResult(
    IReadOnlyList<TableContent> Tables,
    IReadOnlyList<string> Differences,
    Verification Audit,
    TimeSpan Restore
)
{
    public bool IsGood => Differences.Count == 0 && Audit.IsWhole;
}
