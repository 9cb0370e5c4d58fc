using System.Diagnostics;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>The primary is killed, its synchronous standby is promoted, and the website goes on by itself; then the parts change.</summary>
internal static class FailoverDrill
{
    private const int Runs = 10;
    private static readonly TimeSpan MostWithoutSaves = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Report report)
    {
        await using var world = await World.MakeAsync("failover");
        var primary = world.Server;
        var standby = await FollowAsync(primary, Path.Combine(world.Folder, "pg2"));
        var folders = $"{primary.Folder},{standby.Folder}";
        var connection = new NpgsqlConnectionStringBuilder(primary.Connection)
        {
            Host = folders,
            Pooling = true,
            MaxPoolSize = 40,
        }.ConnectionString;
        var (node, history, random) = (world.Node(connection: connection), new History(), Seeded.By(3));
        await node.StartAsync();
        await CostAsync(report, primary, world, node);
        await world.BeginAsync(primary);
        var outages = new List<TimeSpan>();
        await using (await Crowd.SignedInAsync(node.Address, world, history, 12))
        {
            for (var run = 0; run < Runs; run++)
            {
                await history.BusyAsync(Stopwatch.GetTimestamp(), 50);
                await Task.Delay(random.Next(50, 500));
                var killed = Stopwatch.GetTimestamp();
                primary.Kill();
                await standby.PromoteAsync();
                // Nobody waits for a standby that is gone: the runbook's decision, and an alarm, until a new one follows.
                (primary, standby) = (standby, primary);
                for (var watch = Stopwatch.StartNew(); history.FirstSaveAfter(killed) is null && watch.Elapsed < TimeSpan.FromSeconds(30); )
                {
                    await Task.Delay(20);
                }

                outages.Add(history.FirstSaveAfter(killed) ?? TimeSpan.FromSeconds(99));
                standby = await FollowAsync(primary, standby.Folder);
            }

            await Task.Delay(1000);
        }

        await node.StopAsync();
        report.Say($"{Runs} failovers; from the kill to the first acknowledged save: {Report.Spread(outages)}");
        report.HoldsInTime(outages.Max() < MostWithoutSaves, $"no save was acknowledged for {outages.Max().TotalSeconds:F1} s");
        await report.CheckAsync(primary, world, history, node);
        await standby.StopAsync("immediate");
        if (primary != world.Server)
        {
            await primary.StopAsync("immediate");
        }
    }

    /// <summary>A fresh copy that follows, for which each commit waits from now on.</summary>
    internal static async Task<PrivateServer> FollowAsync(PrivateServer primary, string folder)
    {
        var standby = await primary.FollowedAsync(folder, "standby");
        await standby.StartAsync();
        primary.Settings["synchronous_standby_names"] = "standby";
        standby.Settings.Remove("synchronous_standby_names");
        await primary.ReloadAsync();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            if (
                await primary.ValueAsync<long>("select count(*) from pg_stat_replication where sync_state = 'sync' and state = 'streaming'")
                == 1
            )
            {
                return standby;
            }

            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new InvalidOperationException("The standby does not follow.");
            }
        }
    }

    /// <summary>What waiting for the standby costs: the same saves with and without, in turn.</summary>
    private static async Task CostAsync(Report report, PrivateServer primary, World world, WebNode node)
    {
        var rates = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        for (var round = 0; round < 7; round++)
        {
            var waits = round % 2 == 0;
            primary.Settings["synchronous_standby_names"] = waits ? "standby" : string.Empty;
            await primary.ReloadAsync();
            var history = new History();
            await using var crowd = await Crowd.SignedInAsync(node.Address, world, history, 12, saves: 1);
            var watch = Stopwatch.StartNew();
            var before = history.Count("save", Outcome.Ok);
            await Task.Delay(3000);
            var rate = (history.Count("save", Outcome.Ok) - before) / watch.Elapsed.TotalSeconds;
            await crowd.StopAsync();
            if (round > 0)
            {
                rates[waits].Add(rate);
            }
        }

        primary.Settings["synchronous_standby_names"] = "standby";
        await primary.ReloadAsync();
        report.Say(
            $"12 writers, form and save: {Middle(rates[false]):F0} saves a second alone, {Middle(rates[true]):F0} when each waits for the standby"
        );

        static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }
}
