using System.Diagnostics;

namespace EpaccsWeb.Verbs;

/// <summary>Brings the database to this version.</summary>
internal static class MigrateVerb
{
    public static Verb Verb { get; } =
        new(
            "migrate",
            "migrate\n  Brings the database to this version. Safe to run twice, and by two nodes at once.",
            async run =>
            {
                await using var database = await run.DatabaseAsync();
                var started = Stopwatch.GetTimestamp();
                await database.MigrateAsync(run.Cancel);
                Console.WriteLine($"Database: at this version after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
                return 0;
            }
        );
}
