using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>From the version before the last migration to this one while people work: migrate, both side by side, then this one alone.</summary>
internal static class UpgradeDrill
{
    private const int Sessions = 24;
    private const string Migrations = "src/EpaccsWeb/Data/Migrations/2*.cs";

    public static async Task RunAsync(Report report)
    {
        if (Proxy.Missing is { } why)
        {
            report.Skip(why);
            return;
        }

        var folder = Directory.CreateTempSubdirectory("epaccs-before-").FullName;
        try
        {
            if (await BuildAsync(folder) is not { } before)
            {
                report.Skip("the checkout has no history to take the version before from");
                return;
            }

            report.Say($"before: {before.Commit}, without the last migration");
            await using var world = await World.MakeAsync("upgrade", program: before.Program);
            await RunAsync(report, world, before.Program);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(Report report, World world, string before)
    {
        var history = new History();
        var (old, now) = (world.Node(Proxy.Nodes[0], program: before), world.Node(Proxy.Nodes[1]));
        await old.StartAsync();
        await using (var proxy = await Proxy.StartAsync(world.Folder, down: now.Port))
        await using (await Crowd.SignedInAsync(Proxy.Address, world, history, Sessions, think: 400))
        {
            await Task.Delay(3000);
            var watch = Stopwatch.StartNew();
            var (exit, words) = await now.VerbAsync(new Dictionary<string, string>(), "migrate");
            report.Say($"migrate ended after {watch.Elapsed.TotalSeconds:F1} s: {words.Trim().Split('\n')[^1]}");
            report.Holds(exit == 0, $"migrate ended with {exit}");
            await Task.Delay(2000);
            report.Holds(await old.IsReadyAsync(), "the version before is not ready any more once the database is migrated");
            await now.StartAsync();
            await proxy.TakeInAsync(now.Port);
            await Task.Delay(6000);
            await proxy.TakeOutAsync(old.Port);
            await Task.Delay(2000);
            await old.StopAsync();
            await Task.Delay(3000);
        }

        await now.StopAsync();
        RollingDrill.Judge(report, history, $"{Sessions} sessions over an upgrade");
        await report.CheckAsync(world.Server, world, history, now);
    }

    /// <summary>The version before the one that brought the last migration, built into the folder; null without a history.</summary>
    private static async Task<(string Commit, string Program)?> BuildAsync(string folder)
    {
        var top = Path.GetFullPath(Path.Combine(WebNode.SourceFolder(), "..", ".."));
        var log = await RunAsync("git", "-C", top, "log", "-1", "--diff-filter=A", "--format=%H", "--", Migrations);
        if (log is not { ExitCode: 0 } || log.Words.Trim().Length == 0)
        {
            return null;
        }

        var found = await RunAsync("git", "-C", top, "rev-parse", "--short", $"{log.Words.Trim()}^");
        if (found.ExitCode != 0)
        {
            return null;
        }

        var (commit, output) = (found.Words.Trim(), Path.Combine(folder, "program"));
        var made = await RunAsync(
            "/bin/sh",
            "-c",
            "git -C \"$0\" archive \"$1\" | tar -x -C \"$2\" && cd \"$2\" && dotnet publish -c Release -v q -p:RunAnalyzers=false -o \"$3\" src/EpaccsWeb",
            top,
            commit,
            folder,
            output
        );
        return made.ExitCode == 0
            ? (commit, Path.Combine(output, "EpaccsWeb.dll"))
            : throw new InvalidOperationException($"The version before was not built: {made.Words.Trim().Split('\n')[^1]}");
    }

    private static async Task<(int ExitCode, string Words)> RunAsync(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
