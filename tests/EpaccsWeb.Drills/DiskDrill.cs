using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>The disk of the database and of its log is full for a while: nothing is half done, nothing acknowledged is lost.</summary>
internal static class DiskDrill
{
    private const long Left = 3 * 1024 * 1024;

    public static async Task RunAsync(Report report)
    {
        if (!Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux())
        {
            report.Skip("a small disk of its own needs root on Linux");
            return;
        }

        var disk = Directory.CreateTempSubdirectory("epaccs-disk-").FullName;
        if (!await DidAsync("mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", disk))
        {
            Directory.Delete(disk);
            report.Skip("a tmpfs cannot be mounted here");
            return;
        }

        try
        {
            await FillAsync(report, disk);
        }
        finally
        {
            await DidAsync("umount", disk);
            Directory.Delete(disk);
        }
    }

    private static async Task FillAsync(Report report, string disk)
    {
        await using var world = await World.MakeAsync(
            "disk-full",
            new() { ["max_wal_size"] = "64MB", ["min_wal_size"] = "32MB" },
            Path.Combine(disk, "pg")
        );
        var (node, history) = (world.Node(), new History());
        await node.StartAsync();
        int errors;
        string database;
        await using (await Crowd.SignedInAsync(node.Address, world, history, 12))
        {
            await Task.Delay(2000);
            var before = history.All.Count;
            var ballast = Path.Combine(disk, "ballast");
            await DidAsync("fallocate", "-l", $"{new DriveInfo(disk).AvailableFreeSpace - Left}", ballast);
            await FillUpAsync(world.Server, TimeSpan.FromSeconds(12));
            var during = history.All.Skip(before).ToList();
            errors = during.Count(one => one.Status >= 500);
            database = world.Server.Runs && await AnswersAsync(world.Server) ? "went on" : "stopped itself";
            File.Delete(ballast);
            if (database != "went on")
            {
                await world.Server.RestartAsync();
            }

            var freed = Stopwatch.GetTimestamp();
            await node.ReadyAsync();
            await Task.Delay(4000);
            var back = history.FirstSaveAfter(freed);
            report.Holds(back is not null, "no save was acknowledged after the disk was freed");
            report.Say(
                $"full for 12 s: the database {database}; {errors} answers were errors; first save {back?.TotalSeconds:F2} s after the disk was freed"
            );
        }

        report.Holds(errors > 0, "the disk was never full: the drill proves nothing");
        await node.StopAsync();
        await report.CheckAsync(world.Server, world, history, node);
    }

    /// <summary>Somebody else's rows and log take what is left, again and again, so that not even a kept file of the log is free.</summary>
    private static async Task FillUpAsync(PrivateServer server, TimeSpan time)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; await Task.Delay(50))
        {
            try
            {
                await server.RunAsync(
                    "create table if not exists filler (words text); insert into filler select repeat(md5(n::text), 500) from generate_series(1, 500) n; select pg_switch_wal()"
                );
            }
            catch (Npgsql.NpgsqlException)
            {
                // Full, as it should be, or the server has stopped itself.
            }
        }
    }

    private static async Task<bool> AnswersAsync(PrivateServer server)
    {
        try
        {
            return await server.ValueAsync<int>("select 1") == 1;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<bool> DidAsync(string program, params string[] how)
    {
        using var process = Process.Start(new ProcessStartInfo(program, how) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
