using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EpaccsWeb.Benchmarks.Load;

namespace EpaccsWeb.Drills;

/// <summary>Too many clients, and clients that are too slow: the others must hardly notice.</summary>
internal static class CrowdDrills
{
    private const int Slow = 200;
    private const int Usual = 16;

    /// <summary>200 connections that send their heads or forms a byte a second.</summary>
    public static async Task SlowAsync(Report report)
    {
        await using var world = await World.MakeAsync("slow-clients");
        var (node, history) = (world.Node(), new History());
        await node.StartAsync();
        await using (await Crowd.SignedInAsync(node.Address, world, history, 4, saves: 0.2, think: 100))
        {
            await Task.Delay(8_000);
            var before = history.All.Count;
            await Task.Delay(10_000);
            var alone = Percentile(history.All.Skip(before), 0.95);
            before = history.All.Count;
            var cut = await Task.WhenAll(Enumerable.Range(0, Slow).Select(number => CutAfterAsync(node.Port, body: number % 2 == 0)));
            var beside = Percentile(history.All.Skip(before), 0.95);
            report.Say(
                $"{Slow} slow connections, the last one cut after {cut.Max().TotalSeconds:F0} s; p95 of the others {alone:F0} ms before, {beside:F0} ms beside them"
            );
            report.Holds(cut.Max() < TimeSpan.FromSeconds(40), $"a slow connection was held for {cut.Max().TotalSeconds:F0} s");
            report.HoldsInTime(beside < (2 * alone) + 20, $"the others' p95 went from {alone:F0} to {beside:F0} ms");
        }

        await node.StopAsync();
        await report.CheckAsync(world.Server, world, history, node);
    }

    /// <summary>Five times the connections that keep it busy, and then twenty-five times.</summary>
    public static async Task FloodAsync(Report report)
    {
        await using var world = await World.MakeAsync("flood");
        var (node, history) = (world.Node(), new History());
        await node.StartAsync();
        using var flooder = new Clinician(node.Address, "gp", 99, history);
        await flooder.SignInAsync();
        var requests = world
            .First.Select(person =>
                Encoding.UTF8.GetBytes(
                    $"GET /records/{person.Id}/urgent HTTP/1.1\r\nHost: 127.0.0.1:{node.Port}\r\nCookie: {flooder.Cookie}\r\n\r\n"
                )
            )
            .ToList();
        var generator = new Generator(node.Port);
        await generator.RunAsync(requests, Usual, TimeSpan.FromSeconds(8), once: false);
        var peak = await generator.RunAsync(requests, Usual, TimeSpan.FromSeconds(8), once: false);
        var memory = Processes.Megabytes(node.Id);
        foreach (var times in new[] { 5, 25 })
        {
            var flood = generator.RunAsync(requests, Usual * times, TimeSpan.FromSeconds(12), once: false);
            await Task.Delay(3000);
            var watch = Stopwatch.StartNew();
            using var somebody = new Clinician(node.Address, "gp2", 100, history);
            await somebody.SignInAsync();
            var signedIn = watch.Elapsed;
            var saved = await somebody.SaveAsync(world.Second[0], default);
            var sample = await flood;
            var good = sample.PerSecond * (1 - ((double)sample.Bad / sample.Times.Length)) / peak.PerSecond;
            report.Say(
                $"{Usual * times} connections: {sample.PerSecond:F0} answers a second ({good:P0} of the {peak.PerSecond:F0} at {Usual}), {sample.Bad} errors, "
                    + $"p99 {sample.Percentile(0.99):F0} ms; a sign-in meanwhile took {signedIn.TotalSeconds:F1} s, a save was {saved}; memory {memory:F0} then {Processes.Megabytes(node.Id):F0} MB"
            );
            report.Holds(good >= 0.8, $"only {good:P0} of the answers of a usual load came at {times} times the load");
            report.Holds(saved is Outcome.Ok, "a save during the flood was not acknowledged");
        }

        report.Holds(
            Processes.Megabytes(node.Id) < (1.5 * memory) + 200,
            $"memory grew from {memory:F0} to {Processes.Megabytes(node.Id):F0} MB"
        );
        await node.StopAsync();
    }

    private static async Task<TimeSpan> CutAfterAsync(int port, bool body)
    {
        var watch = Stopwatch.StartNew();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var head = body
            ? "POST /account/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"
            : "GET /account/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
        var ended = socket.ReceiveAsync(new byte[16 * 1024]);
        try
        {
            while (watch.Elapsed < TimeSpan.FromSeconds(60) && !ended.IsCompleted)
            {
                await Task.Delay(1000);
                await socket.SendAsync("a"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // Cut, as it should be.
        }

        return watch.Elapsed;
    }

    private static double Percentile(IEnumerable<Happening> some, double share)
    {
        var times = some.Select(one => Stopwatch.GetElapsedTime(one.Start, one.End).TotalMilliseconds).Order().ToArray();
        return times.Length == 0 ? double.NaN : times[(int)(share * (times.Length - 1))];
    }
}
