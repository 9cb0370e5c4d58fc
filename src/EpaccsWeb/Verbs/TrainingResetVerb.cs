using System.Diagnostics;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using Npgsql;

namespace EpaccsWeb.Verbs;

/// <summary>Puts a demonstration back to its beginning, for the next group of learners.</summary>
internal static class TrainingResetVerb
{
    private const string Help = """
        training-reset
          Empties a database that is marked as a demonstration and loads the demo people and accounts again.
          Refuses every other database, and Production. Whoever is signed in signs in again.
        """;

    public static Verb Verb { get; } = new("training-reset", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        if (run.Environment.IsProduction())
        {
            throw new VerbProblem("A training site is not reset in Production.");
        }

        var started = Stopwatch.StartNew();
        await using var database = await run.DatabaseAsync();
        if (!await database.IsDemonstrationAsync(run.Cancel))
        {
            throw new VerbProblem("This database is not marked as a demonstration. Nothing was changed.");
        }

        await database.EmptyDemonstrationAsync(run.Cancel);
        await database.MigrateAsync(run.Cancel);
        await using var pool = EpaccsDatabase.Pool(database.AppConnection);
        await DemoLoader.LoadIntoEmptyAsync(pool, TimeProvider.System, run.Environment.IsDevelopment(), run.Cancel);
        Console.WriteLine($"Training site: back at its beginning after {started.Elapsed.TotalSeconds:F1} s");
        return 0;
    }
}
