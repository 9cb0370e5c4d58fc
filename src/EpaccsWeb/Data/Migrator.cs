using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Brings the database to this version while other nodes serve from it.</summary>
/// <remarks>
/// A migration that waits for a table makes everybody behind it wait as well, so it waits two seconds at most, lets them pass, and
/// is tried again. What takes longer than ten minutes does not belong into a migration.
/// </remarks>
internal sealed class Migrator(string owner)
{
    /// <summary>Any number that nothing else uses; two migrating nodes take turns by it.</summary>
    private const long MigrationLock = 0x45504143_43535745;

    /// <summary>How often a busy table is tried.</summary>
    private const int MostTries = 30;

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestStatement = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenTurns = TimeSpan.FromMilliseconds(250);

    public async Task RunAsync(CancellationToken cancel)
    {
        if (await IsCurrentAsync(cancel))
        {
            return;
        }

        // Not pooled: closing it must give the lock back.
        await using var guard = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await guard.OpenAsync(cancel);
        await TakeTurnAsync(guard, cancel);
        var tries = 0;
        while (true)
        {
            try
            {
                await using var db = new EpaccsDbContext(
                    new DbContextOptionsBuilder<EpaccsDbContext>()
                        .UseNpgsql(Impatient(), options => options.CommandTimeout((int)LongestStatement.TotalSeconds))
                        .Options
                );
                await db.Database.MigrateAsync(cancel);
                return;
            }
            catch (Exception failure) when (++tries < MostTries && IsBusy(failure))
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    /// <summary>Asked for again and again: an index made beside the traffic would wait for whoever waits for the lock, and they for it.</summary>
    private static async Task TakeTurnAsync(NpgsqlConnection guard, CancellationToken cancel)
    {
        await using var mine = new NpgsqlCommand("select pg_try_advisory_lock($1)", guard)
        {
            Parameters = { new() { Value = MigrationLock } },
        };
        while (await mine.ExecuteScalarAsync(cancel) is not true)
        {
            await Task.Delay(BetweenTurns, cancel);
        }
    }

    private static bool IsBusy(Exception? failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected }
        || (failure is not null && IsBusy(failure.InnerException));

    private string Impatient()
    {
        var settings = new NpgsqlConnectionStringBuilder(owner) { Pooling = false };
        settings.Options =
            $"{settings.Options} -c lock_timeout={LockWait.TotalMilliseconds:F0} -c statement_timeout={LongestStatement.TotalMilliseconds:F0}".Trim();
        return settings.ConnectionString;
    }

    /// <summary>Whether every migration of this version has run. Asked in plain SQL: the migrator takes over a second to say so.</summary>
    private async Task<bool> IsCurrentAsync(CancellationToken cancel)
    {
        var ours = typeof(EpaccsDbContext)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id)
            .ToArray();
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancel);
        await using var made = new NpgsqlCommand("""select to_regclass('"__EFMigrationsHistory"') is not null""", connection);
        if (await made.ExecuteScalarAsync(cancel) is not true)
        {
            return false;
        }

        await using var run = new NpgsqlCommand(
            """select count(*) from "__EFMigrationsHistory" where "MigrationId" = any ($1)""",
            connection
        )
        {
            Parameters = { new() { Value = ours } },
        };
        return await run.ExecuteScalarAsync(cancel) is long count && count == ours.Length;
    }
}
