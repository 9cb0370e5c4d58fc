using System.Diagnostics;
using EpaccsWeb.DemoData;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>What one drill works with: a folder of its own with a PostgreSQL full of invented people, all made anew.</summary>
internal sealed class World : IAsyncDisposable
{
    private const int Size = 200;
    private const int PerPractice = 15;
    private static readonly Lazy<Task<string>> Template = new(() => MakeTemplateAsync());

    private readonly List<WebNode> nodes = [];

    private World(string folder, PrivateServer server) => (Folder, Server) = (folder, server);

    public string Folder { get; }

    public PrivateServer Server { get; }

    /// <summary>People whom the general practitioner of the first practice writes and reads about.</summary>
    public IReadOnlyList<Person> First { get; private set; } = [];

    /// <summary>Those of the second.</summary>
    public IReadOnlyList<Person> Second { get; private set; } = [];

    public IEnumerable<Person> People => First.Concat(Second);

    public IReadOnlyDictionary<string, Guid> Users { get; private set; } = new Dictionary<string, Guid>();

    public DateTime Began { get; private set; }

    /// <summary>A fresh world whose server runs.</summary>
    /// <param name="settings">Settings of PostgreSQL's own.</param>
    /// <param name="data">Where its data are, when not in the drill's folder.</param>
    /// <param name="program">Another version of the product, whose database it is then.</param>
    public static async Task<World> MakeAsync(
        string name,
        Dictionary<string, string>? settings = null,
        string? data = null,
        string? program = null
    )
    {
        var folder = Directory.CreateTempSubdirectory($"epaccs-{name}-").FullName;
        var place = data ?? Path.Combine(folder, "pg");
        Directory.CreateDirectory(place);
        var template = program is null ? await Template.Value : await MakeTemplateAsync(program);
        using var copy = Process.Start("/usr/bin/env", ["cp", "--archive", $"{template}/.", place]);
        await copy.WaitForExitAsync();
        if (program is not null)
        {
            Directory.Delete(template, recursive: true);
        }

        var server = await PrivateServer.InAsync(place, settings ?? []);
        await server.StartAsync();
        var world = new World(folder, server);
        await world.MeetAsync();
        return world;
    }

    public static async Task ForgetTemplateAsync()
    {
        if (Template.IsValueCreated)
        {
            Directory.Delete(await Template.Value, recursive: true);
        }
    }

    public WebNode Node(
        int port = 5290,
        string? connection = null,
        IReadOnlyDictionary<string, string>? more = null,
        string? program = null
    ) => Known(new(port, connection ?? PooledConnection, Folder, more, program));

    private WebNode Known(WebNode node)
    {
        nodes.Add(node);
        return node;
    }

    public string PooledConnection =>
        new NpgsqlConnectionStringBuilder(Server.Connection) { Pooling = true, MaxPoolSize = 40 }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        // A drill that failed half way has left some running.
        foreach (var node in nodes)
        {
            await node.EndAsync();
        }

        NpgsqlConnection.ClearAllPools();
        if (Server.Runs)
        {
            await Server.StopAsync("immediate");
        }

        PrivateServer.KillAllIn(Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> MakeTemplateAsync(string? program = null)
    {
        var folder = Directory.CreateTempSubdirectory("epaccs-world-").FullName;
        var watch = Stopwatch.StartNew();
        var server = await PrivateServer.MakeAsync(folder);
        server.Settings["fsync"] = "off";
        await server.StartAsync();
        await server.RunAsync("create database epaccs", "postgres");
        var (exit, words) = await new WebNode(5290, server.Connection, folder, program: program).VerbAsync(
            new Dictionary<string, string>(),
            "demo-data",
            "--people",
            $"{Size}"
        );
        if (exit != 0)
        {
            throw new InvalidOperationException(words);
        }

        await server.RunAsync("vacuum analyze");
        await server.StopAsync();
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }

        Console.WriteLine($"{Size} invented people loaded in {watch.Elapsed.TotalSeconds:F0} s, program start and migrations included");
        return folder;
    }

    /// <summary>Clocks of this drill run behind the database's by so much at most.</summary>
    public void LooksBack(TimeSpan behind) => Began -= behind;

    /// <summary>What the audit holds from before is of clients whom nobody asks any more.</summary>
    public async Task BeginAsync(PrivateServer server) => Began = await server.ValueAsync<DateTime>("select clock_timestamp()");

    private async Task MeetAsync()
    {
        First = await OfAsync("Y90001", 0);
        Second = await OfAsync("Y90002", PerPractice);
        Users = new Dictionary<string, Guid>
        {
            ["gp"] = await Server.ValueAsync<Guid>($"select id from users where email = 'gp@{DemoAccounts.Domain}'"),
            ["gp2"] = await Server.ValueAsync<Guid>($"select id from users where email = 'gp2@{DemoAccounts.Domain}'"),
        };
        await BeginAsync(Server);
    }

    /// <summary>People with consent of one practice, whom the other has no way into.</summary>
    private async Task<IReadOnlyList<Person>> OfAsync(string practice, int from)
    {
        await using var link = new NpgsqlConnection(Server.Connection);
        await link.OpenAsync();
        await using var ask = new NpgsqlCommand(
            """
            select person.id, person.nhs_number from patients person
            join organisations practice on practice.id = person.gp_practice_id and practice.ods_code = $1
            join plan_facts facts on facts.patient_id = person.id
            where facts.died_on is null and facts.consent_to_share = 'given' and not person.restricted
            order by md5(person.nhs_number) limit $2
            """,
            link
        )
        {
            Parameters =
            {
                new() { Value = practice },
                new() { Value = PerPractice },
            },
        };
        var people = new List<Person>();
        await using var rows = await ask.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            people.Add(new(from + people.Count, rows.GetGuid(0), rows.GetString(1), practice));
        }

        return people;
    }
}
