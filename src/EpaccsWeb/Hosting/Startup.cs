using System.Diagnostics;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;

namespace EpaccsWeb.Hosting;

/// <summary>What a run in Development does before it listens: migrate, and load the demo people into an empty database.</summary>
public static class Startup
{
    public static async Task PrepareAsync(EpaccsDatabase database, Action<string> progress, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await database.MigrateAsync(cancel);
        progress($"Database: at this version after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        started = Stopwatch.GetTimestamp();
        if (await DemoLoader.LoadIntoEmptyAsync(database.AppConnection, cancel))
        {
            progress($"Demo people: loaded in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        }
    }
}
