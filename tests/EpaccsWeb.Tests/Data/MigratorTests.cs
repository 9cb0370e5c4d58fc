using System.Diagnostics;
using EpaccsWeb.Data;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>Migrations run beside the traffic: two of them take turns, and none makes the others wait for long.</summary>
public sealed class MigratorTests
{
    private const string Last = "20261126221000_BreakGlassIndex";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_migrators_take_turns_and_an_index_made_beside_the_traffic_does_not_wait_for_them()
    {
        await using var database = await TestDatabases.CreateAsync();
        await GoBackAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => EpaccsDatabase.Of(database.Owner, database.App).MigrateAsync(Cancel)))
            .WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(1L, await CountAsync(database));
        Assert.True(
            await database.ValueAsync<bool>("select indisvalid from pg_index where indexrelid = 'ix_relationships_break_glass'::regclass")
        );
    }

    [Fact]
    public async Task A_table_in_use_is_waited_for_two_seconds_at_a_time_and_readers_pass()
    {
        await using var database = await TestDatabases.CreateAsync();
        await GoBackAsync(database);
        await using var link = new NpgsqlConnection(database.Owner);
        await link.OpenAsync(Cancel);
        var writing = await link.BeginTransactionAsync(Cancel);
        await using (var hold = new NpgsqlCommand("lock table relationships in share update exclusive mode", link))
        {
            await hold.ExecuteNonQueryAsync(Cancel);
        }

        var started = Stopwatch.StartNew();
        var migrating = EpaccsDatabase.Of(database.Owner, database.App).MigrateAsync(Cancel);
        var slowest = TimeSpan.Zero;
        while (started.Elapsed < TimeSpan.FromSeconds(5))
        {
            var asked = Stopwatch.StartNew();
            await database.ValueAsync<long>("select count(*) from relationships");
            slowest = asked.Elapsed > slowest ? asked.Elapsed : slowest;
            await Task.Delay(100, Cancel);
        }

        Assert.False(migrating.IsCompleted);
        Assert.True(slowest < TimeSpan.FromSeconds(3), $"A reader waited {slowest.TotalSeconds:F1} s.");
        await writing.RollbackAsync(Cancel);
        await migrating.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(1L, await CountAsync(database));
    }

    /// <summary>As it was before the last index, with its migration to be run again.</summary>
    private static Task GoBackAsync(TestDatabase database) =>
        database.RunAsync(
            $"drop index ix_relationships_break_glass; delete from \"__EFMigrationsHistory\" where \"MigrationId\" = '{Last}'"
        );

    private static Task<long> CountAsync(TestDatabase database) =>
        database.ValueAsync<long>("select count(*) from \"__EFMigrationsHistory\" where \"MigrationId\" = $1", Last);
}
