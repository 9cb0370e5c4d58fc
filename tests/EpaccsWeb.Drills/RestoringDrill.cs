using System.Diagnostics;
using System.Security.Cryptography;

namespace EpaccsWeb.Drills;

/// <summary>Backups under load: the product's own drill beside the running database, and then the database is lost for good.</summary>
internal static class RestoringDrill
{
    public static async Task RunAsync(Report report)
    {
        var secret = Directory.CreateTempSubdirectory("epaccs-key-").FullName;
        var (key, backups) = (Path.Combine(secret, "backup.key"), Path.Combine(secret, "backups"));
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var archive = $"""Backup__KeyFile="{key}" dotnet "{WebNode.Program}" archive-wal "%p" --to "{backups}" """;
        try
        {
            await using var world = await World.MakeAsync(
                "restore",
                new() { ["archive_mode"] = "on", ["archive_command"] = archive.Trim() }
            );
            await RunAsync(report, world, new Dictionary<string, string> { ["Backup__KeyFile"] = key }, backups);
        }
        finally
        {
            Directory.Delete(secret, recursive: true);
        }
    }

    private static async Task RunAsync(Report report, World world, IReadOnlyDictionary<string, string> settings, string backups)
    {
        var (node, history, into) = (world.Node(), new History(), Path.Combine(world.Folder, "restored"));
        await node.StartAsync();
        await using (await Crowd.SignedInAsync(node.Address, world, history, 12))
        {
            await Task.Delay(2000);
            await VerbAsync(report, node, settings, "backup", "--to", backups);
            await Task.Delay(3000);
            await VerbAsync(report, node, settings, "restore-drill", "--from", backups);
            await Task.Delay(2000);
        }

        await node.StopAsync();
        var last = await world.Server.ValueAsync<string>("select pg_walfile_name(pg_switch_wal())");
        for (
            var watch = Stopwatch.StartNew();
            !File.Exists(Path.Combine(backups, "wal", $"{last}.sealed")) && watch.Elapsed.TotalSeconds < 60;

        )
        {
            await Task.Delay(100);
        }

        world.Server.Kill();
        await Task.Delay(500);
        Directory.Delete(world.Server.Data, recursive: true);
        var restoring = Stopwatch.StartNew();
        await VerbAsync(report, node, settings, "restore", "--from", backups, "--into", into);
        var restored = await PrivateServer.InAsync(into, []);
        await restored.StartAsync();
        report.Say($"the database was deleted; restored and up again after {restoring.Elapsed.TotalSeconds:F1} s");
        await report.CheckAsync(restored, world, history, node);
        await restored.StopAsync("immediate");
    }

    private static async Task VerbAsync(Report report, WebNode node, IReadOnlyDictionary<string, string> settings, params string[] words)
    {
        var (exit, said) = await node.VerbAsync(settings, words);
        foreach (var line in said.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("  ", StringComparison.Ordinal)))
        {
            report.Say($"{words[0]}: {line}");
        }

        report.Holds(exit == 0, $"{words[0]} ended with {exit}");
    }
}
