using System.Diagnostics;
using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Verbs;

/// <summary>Loads invented people: the demonstration, and as many more as are asked for.</summary>
internal static class DemoDataVerb
{
    private const string Help = """
        demo-data [--people N] [--deaths PERCENT] [--seed S]
          Loads the demo people into an empty database and marks it as a demonstration, which every page shows.
          --people N        loads N further invented people
          --deaths PERCENT  how many of them have died within the last two years (0 to 100; default 40)
          --seed S          a whole number; another seed gives other people (default 2)
          Refuses Production, and a database that holds other people.
        """;

    private static readonly string[] Known = ["--people", "--deaths", "--seed"];

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    public static Verb Verb { get; } = new("demo-data", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var stray = run.Args.Where((word, at) => !Known.Contains(word) && (at == 0 || !Known.Contains(run.Args[at - 1]))).ToList();
        if (stray.Count > 0)
        {
            throw new VerbProblem($"demo-data does not know \"{stray[0]}\". See demo-data --help.", 2);
        }

        var people = Number(run, "--people", 1, DemoNumbers.Most, 0);
        var deaths = Number(run, "--deaths", 0, 100, 40);
        var seed = Number(run, "--seed", 0, int.MaxValue, 2);
        if (run.Environment.IsProduction())
        {
            throw new VerbProblem("Demo people are not loaded in Production.");
        }

        await using var database = await run.DatabaseAsync();
        await using var pool = EpaccsDatabase.Pool(database.AppConnection);
        await database.MigrateAsync(run.Cancel);

        if (await DemoLoader.RefusalAsync(pool, run.Cancel) is { } refusal)
        {
            throw new VerbProblem(refusal);
        }

        var fresh = await DemoLoader.LoadIntoEmptyAsync(pool, TimeProvider.System, run.Environment.IsDevelopment(), run.Cancel);
        Console.WriteLine(fresh ? "Demo people: loaded" : "Demo people: were here already");
        if (people == 0)
        {
            return 0;
        }

        await using var loading = database.OwnerPool();
        return await LoadCrowdAsync(run, pool, loading, people, deaths / 100d, seed);
    }

    private static async Task<int> LoadCrowdAsync(
        VerbRun run,
        NpgsqlDataSource pool,
        NpgsqlDataSource loading,
        int people,
        double deaths,
        int seed
    )
    {
        await using var db = new EpaccsDbContext(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql(pool).Options);
        var cast = await DemoCast.ReadAsync(db, London.Day(TimeProvider.System.GetUtcNow()), run.Cancel);
        var started = Stopwatch.StartNew();
        var last = TimeSpan.Zero;
        var turn = new Lock();
        var crowd = new DemoCrowd(loading, cast, seed, deaths, TimeProvider.System, Report);
        try
        {
            await crowd.LoadAsync(people, run.Cancel);
        }
        catch (OperationCanceledException) when (run.Cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                $"Stopped: {Words(crowd.Loaded)} people are loaded and each is whole. Run it again for more."
            );
            return 130;
        }

        Console.WriteLine(
            $"Further people: {Words(crowd.Loaded)} loaded in {started.Elapsed.TotalSeconds:F1} s, {Words((int)(crowd.Loaded / started.Elapsed.TotalSeconds))} a second"
        );
        return crowd.Loaded == people ? 0 : throw new VerbProblem("The NHS numbers for invented people (999 and 998) are used up.");

        void Report(int loaded)
        {
            lock (turn)
            {
                if (started.Elapsed - last >= BetweenLines)
                {
                    last = started.Elapsed;
                    Console.WriteLine($"Further people: {Words(loaded)} of {Words(people)}");
                }
            }
        }
    }

    private static int Number(VerbRun run, string option, int least, int most, int otherwise) =>
        run.Option(option) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new VerbProblem($"{option} must be a whole number from {least} to {Words(most)}.", 2);

    private static string Words(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
