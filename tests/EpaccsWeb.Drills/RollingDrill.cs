using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>Two nodes behind nginx are drained, stopped and started in turn, as a release does, while 200 sessions go on.</summary>
internal static class RollingDrill
{
    private const int Sessions = 200;
    private const int Rounds = 2;

    public static async Task RunAsync(Report report)
    {
        if (Proxy.Missing is { } why)
        {
            report.Skip(why);
            return;
        }

        await using var world = await World.MakeAsync("rolling");
        var history = new History();
        var nodes = Proxy.Nodes.Select(port => world.Node(port)).ToList();
        foreach (var node in nodes)
        {
            await node.StartAsync();
        }

        await using (var proxy = await Proxy.StartAsync(world.Folder))
        await using (await Crowd.SignedInAsync(Proxy.Address, world, history, Sessions, saves: 0.1, think: 2500))
        {
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var node in nodes)
                {
                    await proxy.TakeOutAsync(node.Port);
                    await Task.Delay(3000);
                    await node.StopAsync();
                    await node.StartAsync();
                    await proxy.TakeInAsync(node.Port);
                    await Task.Delay(3000);
                }
            }
        }

        foreach (var node in nodes)
        {
            await node.StopAsync();
        }

        Judge(report, history, $"{Sessions} sessions, {Rounds * 2} restarts");
        await report.CheckAsync(world.Server, world, history, nodes[0]);
    }

    /// <summary>No answer was an error or cut, no form was refused, and 99 in 100 came within a second.</summary>
    public static void Judge(Report report, History history, string what)
    {
        var all = history.All.ToList();
        var times = all.Select(one => Stopwatch.GetElapsedTime(one.Start, one.End).TotalMilliseconds).Order().ToArray();
        var errors = all.Where(one => one.Status >= 500 || one.Status == 0).ToList();
        var p99 = times[(int)(0.99 * (times.Length - 1))];
        report.Say($"{what}, {all.Count:N0} answers, {errors.Count} errors or cuts, p50 {times[times.Length / 2]:F0} ms, p99 {p99:F0} ms");
        report.Holds(
            errors.Count == 0,
            $"{errors.Count} answers were errors or were cut: {string.Join(", ", errors.GroupBy(one => one.Status).Select(kind => $"{kind.Count()} of {kind.Key}"))}"
        );
        report.Holds(!all.Exists(one => one.Status == 400), "an antiforgery token was refused");
        report.HoldsInTime(p99 < 1000, $"p99 was {p99:F0} ms");
    }
}
