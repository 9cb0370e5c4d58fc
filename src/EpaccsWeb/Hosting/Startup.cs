using System.Diagnostics;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;

namespace EpaccsWeb.Hosting;

/// <summary>What a run does before it listens: migrate, and in Development load the demo people into an empty database.</summary>
public static class Startup
{
    /// <summary>Prepares the database now, unless only the standby can be reached: then it is left until the primary is back, and plans are read meanwhile.</summary>
    public static async Task<LeftToPrepare?> PrepareOrLeaveAsync(
        EpaccsDatabase database,
        IConfiguration configuration,
        IHostEnvironment environment,
        Action<string> progress,
        CancellationToken cancel
    )
    {
        var prepares = configuration.GetValue("Startup:Prepare", defaultValue: true);
        if (await database.IsPrimaryAwayAsync(cancel))
        {
            progress("The primary does not answer: plans are only read, from the standby");
            return new(later => prepares ? PrepareAsync(database, environment, progress, later) : Task.CompletedTask);
        }

        if (prepares)
        {
            await PrepareAsync(database, environment, progress, cancel);
        }

        return null;
    }

    public static async Task PrepareAsync(
        EpaccsDatabase database,
        IHostEnvironment environment,
        Action<string> progress,
        CancellationToken cancel
    )
    {
        var started = Stopwatch.GetTimestamp();
        await database.MigrateAsync(cancel);
        progress($"Database: at this version after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        started = Stopwatch.GetTimestamp();
        if (environment.IsDevelopment() && await DemoLoader.LoadIntoEmptyAsync(database.AppConnection, cancel))
        {
            progress($"Demo people: loaded in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        }
    }

    /// <summary>Prints where the website is; in Development the demo accounts too.</summary>
    public static void Announce(WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            DemoAccounts.Announce(app.Urls, Console.WriteLine);
            return;
        }

        Console.WriteLine($"EpaccsWeb: listening on {string.Join(" and ", app.Urls)}");
        foreach (var advice in SafeStart.Advice(app.Configuration))
        {
            app.Logger.LogWarning("{Advice}", advice);
        }
    }
}
