using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.PrivatePostgres;
using EpaccsWeb.Tests.PrivatePostgres;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EpaccsWeb.Tests.Backups;

/// <summary>A PostgreSQL of its own that hands its log to the verb archive-wal, as an operator sets it up.</summary>
public sealed class ArchivedServer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("epaccs-backup-").FullName;
    private PrivateFolder? place;
    private LocalPostgres? server;

    public string Backups => Path.Combine(folder, "backups");

    public string Stamp => Path.Combine(folder, "stamp");

    private string Anchors => Path.Combine(folder, "anchors.jsonl");

    private string KeyFile => Path.Combine(folder, "backup.key");

    public string Connection =>
        new NpgsqlConnectionStringBuilder(server!.OwnerConnectionString("epaccs")) { Pooling = false }.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(KeyFile, Convert.ToBase64String(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray()));
        place = await PrivateFolder.UsedBeforeAsync();
        var options = LocalPostgresOptions.ForTests(place.Path);
        server = await LocalPostgres.StartAsync(options, _ => { }, TestContext.Current.CancellationToken);
        await server.EnsureDatabaseAsync("epaccs", TestContext.Current.CancellationToken);
        await RunAsync("alter system set archive_mode = on");
        await RunAsync(
            $"""alter system set archive_command = 'Backup__KeyFile="{KeyFile}" dotnet "{typeof(Verb).Assembly.Location}" archive-wal "%p" --to "{Backups}"'"""
        );
        await server.DisposeAsync();
        server = await LocalPostgres.StartAsync(options, _ => { }, TestContext.Current.CancellationToken);
        await using var database = EpaccsDatabase.Of(Connection, Connection);
        await database.MigrateAsync(TestContext.Current.CancellationToken);
        await DemoLoader.LoadIntoEmptyAsync(Connection, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server!.DisposeAsync();
        place!.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A folder that is not there yet.</summary>
    public string Fresh() => Path.Combine(folder, Guid.NewGuid().ToString("N")[..8]);

    public Task RunAsync(string sql) => RunAsync(Connection, sql);

    public static async Task RunAsync(string connection, string sql)
    {
        await using var link = new NpgsqlConnection(connection);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, link);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public Task<T> ValueAsync<T>(string sql) => ValueAsync<T>(Connection, sql);

    public static async Task<T> ValueAsync<T>(string connection, string sql)
    {
        await using var link = new NpgsqlConnection(connection);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, link);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Seals the audit and anchors its heads, as the running website does.</summary>
    public async Task SealAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Audit:AnchorFile", Anchors)]).Build();
        await using var pool = EpaccsDatabase.Pool(Connection);
        var anchors = new AnchorFile(AuditChainOptions.Read(configuration, folder));
        await new AuditSealer(pool, anchors, TimeProvider.System, NullLogger<AuditSealer>.Instance).SealAllAsync(
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Runs a verb as an operator would; null for the key is none.</summary>
    public Task<int> VerbAsync(string name, bool withKey, params string[] words)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Epaccs"] = Connection,
            ["Audit:AnchorFile"] = Anchors,
            ["Backup:KeyFile"] = withKey ? KeyFile : null,
            ["Backup:StampFile"] = Stamp,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var surroundings = new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = folder };
        return Verb.Named([name])!.Work(new VerbRun(words, configuration, surroundings, TestContext.Current.CancellationToken));
    }

    /// <summary>Starts a restored folder as the private PostgreSQL, which is what a person would do next.</summary>
    public static Task<LocalPostgres> StartRestoredAsync(string restored) =>
        LocalPostgres.StartAsync(LocalPostgresOptions.ForTests(restored), _ => { }, TestContext.Current.CancellationToken);
}
