using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Seeds, starts both programs, signs in, and measures every page of both in turn.</summary>
public static class LoadRun
{
    internal const int ProductPort = 5190;
    private const int BarePort = 5191;
    private const int Asked = 2_000;

    private static readonly string[] Pages = ["find", "card", "overview", "worklist", "save"];

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var settings = LoadEnvironment.Settings(options);
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var database = await EpaccsDatabase.ReachAsync(configuration, new LoadEnvironment(), Say, CancellationToken.None);
        await using var pool = database.OwnerPool();
        await SeedAsync(pool, options, settings);
        await pool.CreateCommand("analyze").ExecuteNonQueryAsync();
        var postmaster = await pool.CreateCommand("select pg_backend_pid()").ExecuteScalarAsync() is int backend ? Parent(backend) : 0;
        var ours = await PeopleAsync(pool, "Y90001", options);
        var others = await PeopleAsync(pool, "Y90002", options);

        using var product = new Product(ProductPort);
        using var bare = new Product(BarePort);
        var watch = Stopwatch.StartNew();
        using var productProcess = Start(settings, options, "product", ProductAssembly, "--urls", $"http://127.0.0.1:{ProductPort}");
        await ReadyAsync(ProductPort, "health/ready");
        var ready = watch.Elapsed;
        await product.SignInAsync();
        var requests = new Dictionary<string, IReadOnlyList<byte[]>>
        {
            ["find"] = await product.FindAsync(ours),
            ["card"] = [.. ours.Select(person => product.Get($"/records/{person.Id}/urgent"))],
            ["overview"] = [.. ours.Select(person => product.Get($"/records/{person.Id}"))],
            ["worklist"] = [.. Enumerable.Range(1, 5).Select(page => product.Get($"/worklists/reviews-due?p={page}"))],
        };
        var sizes = new List<string>();
        foreach (var page in Pages[..^1])
        {
            var name = page == "worklist" ? "</li>" : ours[0].FamilyName;
            var bytes = await product.BytesAsync(requests[page][0], name);
            sizes.Add(string.Create(CultureInfo.InvariantCulture, $"{page}={bytes}"));
        }

        Say($"pages: {string.Join(", ", sizes)} bytes; product ready after {ready.TotalSeconds:F1} s");
        using var bareProcess = Start(
            settings,
            options,
            "bare",
            typeof(LoadRun).Assembly.Location,
            ["bare", BarePort.ToString(CultureInfo.InvariantCulture), .. sizes]
        );
        await ReadyAsync(BarePort, "health");
        var plain = new Dictionary<string, IReadOnlyList<byte[]>>
        {
            ["find"] =
            [
                .. ours.Select(
                    (person, at) =>
                        bare.Get(at % 2 == 0 ? $"/find/{person.NhsNumber}" : $"/find/{person.FamilyKey}/{person.Born:yyyy-MM-dd}")
                ),
            ],
            ["card"] = [.. ours.Select(person => bare.Get($"/card/{person.Id}"))],
            ["overview"] = [.. ours.Select(person => bare.Get($"/overview/{person.Id}"))],
            ["worklist"] = [bare.Get("/worklist")],
        };

        var table = new LoadTable(productProcess.Id, bareProcess.Id, postmaster);
        try
        {
            for (var round = 0; round <= options.Rounds; round++)
            {
                foreach (var connections in round == 0 ? [options.Connections.Max()] : options.Connections)
                {
                    foreach (var page in options.Pages)
                    {
                        if (page == "save")
                        {
                            // A form saves once, so each run has fresh ones, of people whom nothing else in it reads.
                            var some = ours.Chunk(800).ElementAt(round % Math.Max(1, ours.Count / 800));
                            requests[page] = await product.SavesAsync(some);
                            plain[page] = [.. others.Select(person => bare.Post($"/save/{person.Id}", BareAnswers, "text/plain"))];
                        }

                        // The first round warms both up and does not count.
                        await table.MeasureAsync(page, connections, ProductPort, requests[page], BarePort, plain[page], options, round > 0);
                    }
                }
            }
        }
        finally
        {
            await StopAsync(productProcess);
            await StopAsync(bareProcess);
        }

        Console.WriteLine(
            table.Write(
                options,
                await TextAsync(
                    pool,
                    "select pg_size_pretty(pg_database_size(current_database()) / greatest(1, (select count(*) from patients)))"
                )
            )
        );
        return table.Bad == 0 ? 0 : 1;
    }

    internal static string ProductAssembly => Processes.Product;

    private static string BareAnswers => """{"section":"about-me","mostImportantToMe":"My garden, my dog, and letters from home"}""";

    internal static async Task SeedAsync(NpgsqlDataSource pool, LoadOptions options, Dictionary<string, string> settings)
    {
        var made = await TextAsync(pool, "select to_regclass('patients') is not null") == "True";
        var held = made ? long.Parse(await TextAsync(pool, "select count(*) from patients"), CultureInfo.InvariantCulture) : 0;
        if (held >= options.People)
        {
            Say($"{held} people are here already");
            return;
        }

        var watch = Stopwatch.StartNew();
        using var seeding = Start(settings, options, "seeding", ProductAssembly, "demo-data", "--people", $"{options.People - held}");
        await seeding.WaitForExitAsync();
        if (seeding.ExitCode != 0)
        {
            throw new InvalidOperationException(await File.ReadAllTextAsync(Path.Combine(options.Home, "seeding.log")));
        }

        Say($"{options.People} people loaded in {watch.Elapsed.TotalSeconds:F0} s, program start and migrations included");
    }

    private static async Task<IReadOnlyList<Somebody>> PeopleAsync(NpgsqlDataSource pool, string practice, LoadOptions options)
    {
        await using var command = pool.CreateCommand(
            """
            select person.id, person.nhs_number, person.family_name, person.family_key, person.date_of_birth
            from patients person
            join organisations practice on practice.id = person.gp_practice_id and practice.ods_code = $1
            join plan_facts facts on facts.patient_id = person.id
            where facts.died_on is null and facts.consent_to_share = 'given' and not person.restricted
            order by md5(person.nhs_number) limit $2
            """
        );
        command.Parameters.Add(new() { Value = practice });
        command.Parameters.Add(new() { Value = Math.Min(Asked, options.People / 5) });
        var people = new List<Somebody>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            people.Add(
                new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateOnly>(4))
            );
        }

        return people;
    }

    internal static Process Start(
        Dictionary<string, string> settings,
        LoadOptions options,
        string log,
        string assembly,
        params string[] args
    ) => Processes.Start(assembly, SourceFolder(), settings, Path.Combine(options.Home, $"{log}.log"), args);

    /// <summary>The product's own folder, where its settings and static files are.</summary>
    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EpaccsWeb.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? ".", "src", "EpaccsWeb");
    }

    private static int Parent(int backend) =>
        int.TryParse(
            File.ReadLines($"/proc/{backend}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..],
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : 0;

    internal static async Task ReadyAsync(int port, string path)
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };
        client.DefaultRequestHeaders.CacheControl = new CacheControlHeaderValue { NoCache = true };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(20))
        {
            try
            {
                using var answer = await client.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new TimeoutException($"Nothing answers on port {port}: see the logs in the folder of the run.");
    }

    internal static async Task StopAsync(Process process)
    {
        using var stop = Process.Start("/usr/bin/env", ["kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await stop.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    private static async Task<string> TextAsync(NpgsqlDataSource pool, string sql) =>
        Convert.ToString(await pool.CreateCommand(sql).ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? string.Empty;

    internal static void Say(string line) => Console.Error.WriteLine(line);
}
