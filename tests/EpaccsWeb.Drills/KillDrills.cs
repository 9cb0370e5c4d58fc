using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>kill -9 of the website and of PostgreSQL, at random moments, with clients that go on.</summary>
internal static class KillDrills
{
    private const int Writers = 12;
    private const int WebKills = 30;
    private const int PostgresKills = 20;
    private static readonly TimeSpan MostToReady = TimeSpan.FromSeconds(5);

    public static async Task WebAsync(Report report)
    {
        await using var world = await World.MakeAsync("web-kill");
        var (node, history, random) = (world.Node(), new History(), Seeded.By(1));
        await node.StartAsync();
        var times = new List<TimeSpan>();
        await using (await Crowd.SignedInAsync(node.Address, world, history, Writers))
        {
            for (var kill = 0; kill < WebKills; kill++)
            {
                await history.BusyAsync(Stopwatch.GetTimestamp(), 25);
                await Task.Delay(random.Next(50, 500));
                await node.KillAsync();
                times.Add(await node.StartAsync());
            }

            await Task.Delay(2000);
        }

        await node.StopAsync();
        report.Say($"{WebKills} kills; ready again: {Report.Spread(times)}");
        report.HoldsInTime(times.Max() < MostToReady, $"ready again only after {times.Max().TotalSeconds:F1} s");
        await report.CheckAsync(world.Server, world, history, node);
    }

    public static async Task PostgresAsync(Report report)
    {
        await using var world = await World.MakeAsync("postgres-kill");
        await PostgresAsync(report, world, PostgresKills);
    }

    /// <summary>The same with synchronous_commit off. It passes when the checker finds what was lost.</summary>
    public static async Task PlantedAsync(Report report)
    {
        await using var world = await World.MakeAsync("planted", new() { ["synchronous_commit"] = "off" });
        var inner = new Report();
        await PostgresAsync(inner, world, 6);
        var red = inner.Violations.Exists(violation => violation.StartsWith("A:", StringComparison.Ordinal));
        report.Say(red ? "the checker turned red, as it must" : "the checker stayed green");
        report.Holds(red, "the checker did not see that acknowledged saves were lost");
    }

    private static async Task PostgresAsync(Report report, World world, int kills)
    {
        var (node, history, random) = (world.Node(), new History(), Seeded.By(2));
        await node.StartAsync();
        var (starts, backs) = (new List<TimeSpan>(), new List<TimeSpan>());
        await using (await Crowd.SignedInAsync(node.Address, world, history, Writers))
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await history.BusyAsync(Stopwatch.GetTimestamp(), 50);
                await Task.Delay(random.Next(50, 500));
                world.Server.Kill();
                var watch = Stopwatch.StartNew();
                await world.Server.StartAsync();
                starts.Add(watch.Elapsed);
                var up = Stopwatch.GetTimestamp();
                await node.ReadyAsync();
                await history.BusyAsync(up, 1);
                backs.Add(history.FirstSaveAfter(up) ?? TimeSpan.FromSeconds(99));
            }

            await Task.Delay(2000);
        }

        await node.StopAsync();
        report.Say(
            $"{kills} kills; PostgreSQL up again: {Report.Spread(starts)}; first save acknowledged after that: {Report.Spread(backs)}"
        );
        report.HoldsInTime(backs.Max() < MostToReady, "the website did not save again within 5 s of its database's return");
        report.HoldsInTime(starts.Max() < TimeSpan.FromSeconds(10), "the database was not back within 10 s");
        await report.CheckAsync(world.Server, world, history, node);
    }
}
