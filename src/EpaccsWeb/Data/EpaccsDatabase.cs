using EpaccsWeb.AuditChain;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Which PostgreSQL this run uses: the one of the connection string, or the private one.</summary>
public sealed partial class EpaccsDatabase : IAsyncDisposable
{
    /// <summary>The role the website works as. It owns nothing and cannot change what is written once.</summary>
    public const string AppRole = "epaccs_app";

    /// <summary>Name of the private database.</summary>
    private const string PrivateName = "epaccs";

    /// <summary>How long a host's part, primary or standby, is believed without another look.</summary>
    private const int MostSecondsBetweenLooks = 1;

    private const int SecondsOfALook = 2;

    private readonly string owner;

    private EpaccsDatabase(string owner, string app, LocalPostgres? server) => (this.owner, AppConnection, Server) = (owner, app, server);

    /// <summary>The private server, when this run uses it.</summary>
    public LocalPostgres? Server { get; }

    public string AppConnection { get; }

    /// <summary>A standby, from which plans are read while the primary is away; null when none is set.</summary>
    public string? StandbyConnection { get; private init; }

    /// <summary>Where reports are counted, when that is elsewhere.</summary>
    public string? ReportsConnection { get; private init; }

    /// <summary>The standby as what a start asks while the primary is away.</summary>
    public EpaccsDatabase Standby => Of(StandbyConnection ?? owner, StandbyConnection ?? AppConnection);

    /// <summary>For operators' work on the whole database, such as a backup.</summary>
    public string OwnerConnection => owner;

    /// <summary>A database at known addresses, as the tests use it.</summary>
    public static EpaccsDatabase Of(string owner, string app) => new(owner, app, null);

    /// <summary>Finds or starts the database.</summary>
    /// <param name="progress">Receives one line a step.</param>
    public static async Task<EpaccsDatabase> ReachAsync(
        IConfiguration configuration,
        IHostEnvironment environment,
        Action<string> progress,
        CancellationToken cancel
    )
    {
        if (configuration.GetConnectionString("Epaccs") is { Length: > 0 } app)
        {
            return new(ToPrimary(configuration.GetConnectionString("EpaccsOwner") ?? app), ToPrimary(app), null)
            {
                StandbyConnection = configuration.GetConnectionString("EpaccsReadOnly") is { Length: > 0 } standby ? standby : null,
                ReportsConnection = configuration.GetConnectionString("EpaccsReports") is { Length: > 0 } reports ? reports : null,
            };
        }

        var options = LocalPostgresOptions.From(configuration, environment.ContentRootPath);
        options.RefuseIn(environment);
        var server = await LocalPostgres.StartAsync(options, progress, cancel);
        await server.EnsureDatabaseAsync(PrivateName, cancel);
        return new(server.OwnerConnectionString(PrivateName), server.AppConnectionString(PrivateName), server);
    }

    /// <summary>With several hosts, the one that is written to: also where the connection string does not ask for it.</summary>
    private static string ToPrimary(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) is not true)
        {
            return connection;
        }

        settings["Target Session Attributes"] = "primary";
        settings.HostRecheckSeconds = Math.Min(settings.HostRecheckSeconds, MostSecondsBetweenLooks);
        return settings.ConnectionString;
    }

    /// <summary>Whether only the standby can be reached: for a start while the primary is away.</summary>
    public async Task<bool> IsPrimaryAwayAsync(CancellationToken cancel)
    {
        if (StandbyConnection is null)
        {
            return false;
        }

        await using var primary = LookingPool(AppConnection);
        await using var standby = LookingPool(StandbyConnection);
        for (var tries = 0; tries < 3; tries++)
        {
            if (await AnswersAsync(primary, cancel))
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }

        return await AnswersAsync(standby, cancel);
    }

    private static async Task<bool> AnswersAsync(NpgsqlDataSource pool, CancellationToken cancel)
    {
        try
        {
            await using var connection = await pool.OpenConnectionAsync(cancel);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Brings the database to this version. Safe to run twice, by two nodes at once, and while others are served.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await new Migrator(owner).RunAsync(cancel);
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancel);
        await AuditMonths.MakeAheadAsync(connection, TimeProvider.System.GetUtcNow(), cancel);
        await AuditIndexes.MakeAsync(connection, cancel);
    }

    /// <summary>Whether the database is there, migrated and marked as a demonstration.</summary>
    public async Task<bool> IsDemonstrationAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancel);
        await using var made = new NpgsqlCommand("select to_regclass('service_state') is not null", connection);
        if (await made.ExecuteScalarAsync(cancel) is not true)
        {
            return false;
        }

        await using var marked = new NpgsqlCommand("select is_demonstration from service_state", connection);
        return await marked.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>Empties a demonstration, and refuses any other database in the same transaction.</summary>
    public async Task EmptyDemonstrationAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancel);
        await using var empty = new NpgsqlCommand(
            """
            do $$
            begin
                if not (select is_demonstration from service_state) then
                    raise exception 'this database is not a demonstration';
                end if;
                perform pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid();
                drop schema public cascade;
                create schema public;
            end $$;
            """,
            connection
        );
        await empty.ExecuteNonQueryAsync(cancel);
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Server.DisposeAsync();
        }
    }
}
