using System.Diagnostics;
using Npgsql;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>
/// The private PostgreSQL of a first run and of the tests. Processes share it: the first starts it, the last one out
/// stops it, and one that follows a killed owner takes it over.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    /// <summary>The role that owns every table, and migrates.</summary>
    public const string Owner = "epaccs";

    /// <summary>The role the website works as; it owns nothing.</summary>
    public const string App = "epaccs_app";

    private readonly PostgresFolders folders;
    private readonly PostgresCluster cluster;
    private readonly LocalPostgresLock use;
    private readonly string socket;
    private int stopped;

    private LocalPostgres(PostgresFolders folders, PostgresCluster cluster, LocalPostgresLock use, string socket, bool owns)
    {
        this.folders = folders;
        this.cluster = cluster;
        this.use = use;
        this.socket = socket;
        OwnsServer = owns;
    }

    /// <summary>True if this process started the server, or took it over because nobody else used it.</summary>
    public bool OwnsServer { get; }

    /// <summary>Starts the server, or joins it if it runs. Dispose the answer: the last one out stops the server.</summary>
    public static async Task<LocalPostgres> StartAsync(LocalPostgresOptions options, Action<string> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);

        var run = await PostgresProcess.FindAsync(options);
        var places = await PostgresFolders.CreateAsync(options.Directory, run);
        using var alone = await LocalPostgresLock.WaitAsync(places.Root, cancel);
        var binaries = await PostgresBinaries.FindAsync(options, places.Major, progress, cancel);
        var server = new PostgresCluster(places, binaries, run);
        var users = LocalPostgresLock.On(places.Socket);

        // Everybody who uses the server shares the socket folder's lock, so holding it alone means nobody else does.
        var first = users.TryTakeAlone();
        string? host = null;

        try
        {
            host = await RunningAsync(server, options, progress, cancel);
            await CreateAppRoleAsync(host, cancel);
            users.TryShare();

            return new LocalPostgres(places, server, users, host, first);
        }
        catch
        {
            if (first && host is not null)
            {
                await server.StopAsync(host);
            }

            users.Dispose();
            throw;
        }
    }

    /// <summary>For migrations and set-up: the role that owns the database.</summary>
    public string OwnerConnectionString(string database) => Connection(socket, database, Owner).ConnectionString;

    /// <summary>For the website: the role that owns nothing.</summary>
    public string AppConnectionString(string database) => Connection(socket, database, App).ConnectionString;

    /// <summary>Makes an empty database unless it is there; true if it was made now.</summary>
    public async Task<bool> EnsureDatabaseAsync(string database, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Maintenance(socket).ConnectionString);
        await connection.OpenAsync(cancel);
        await using var look = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        look.Parameters.Add(new NpgsqlParameter { Value = database });
        if (await look.ExecuteScalarAsync(cancel) is not null)
        {
            return false;
        }

        await using var create = new NpgsqlCommand($"create database \"{database.Replace("\"", "\"\"")}\"", connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancel);
            return true;
        }
        catch (PostgresException raced) when (raced.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A data folder that was deleted under a running server has ended the server by itself.
        if (Interlocked.Exchange(ref stopped, 1) == 1 || !Directory.Exists(folders.Root))
        {
            return;
        }

        using var alone = await LocalPostgresLock.WaitAsync(folders.Root, CancellationToken.None);
        using (use)
        {
            if (use.TryTakeAlone())
            {
                await cluster.StopAsync(socket);
            }
        }
    }

    internal static NpgsqlConnectionStringBuilder Connection(string socket, string database, string user) =>
        new()
        {
            Host = socket,
            Port = 5432,
            Database = database,
            Username = user,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            MaxPoolSize = user == App ? 40 : 10,
        };

    private static NpgsqlConnectionStringBuilder Maintenance(string socket)
    {
        var settings = Connection(socket, "postgres", Owner);
        settings.Pooling = false;
        return settings;
    }

    private static async Task<string> RunningAsync(
        PostgresCluster server,
        LocalPostgresOptions options,
        Action<string> progress,
        CancellationToken cancel
    )
    {
        var watch = Stopwatch.StartNew();
        if (await server.FindRunningAsync(cancel) is { } running)
        {
            progress($"Private PostgreSQL: joined the running server in {watch.ElapsedMilliseconds} ms");
            return running;
        }

        if (await server.CreateAsync(options.FastAndUnsafe))
        {
            progress($"Private PostgreSQL: made its data folder in {watch.ElapsedMilliseconds} ms");
        }

        watch.Restart();
        var started = await server.StartAsync(options.FastAndUnsafe);
        progress($"Private PostgreSQL: started in {watch.ElapsedMilliseconds} ms");
        return started;
    }

    private static async Task CreateAppRoleAsync(string socket, CancellationToken cancel)
    {
        const string command = $"""
            do $$ begin
              if not exists (select from pg_roles where rolname = '{App}') then
                create role {App} login nosuperuser nocreatedb nocreaterole;
              end if;
            end $$
            """;
        await using var connection = new NpgsqlConnection(Maintenance(socket).ConnectionString);
        await connection.OpenAsync(cancel);
        await using var create = new NpgsqlCommand(command, connection);
        await create.ExecuteNonQueryAsync(cancel);
    }
}
