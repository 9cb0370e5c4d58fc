using System.Data.Common;
using EpaccsWeb.AuditChain;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Which PostgreSQL this run uses: the one of the connection string, or the private one.</summary>
public sealed class EpaccsDatabase : IAsyncDisposable
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

    /// <summary>A pool of connections that work as the website's role.</summary>
    public static NpgsqlDataSource Pool(string connection) => Pool(connection, TargetSessionAttributes.Primary, $"set role {AppRole}");

    /// <summary>The same over a standby. Should it be promoted, it still takes no writes by this way.</summary>
    public static NpgsqlDataSource ReadingPool(string connection) =>
        Pool(connection, TargetSessionAttributes.Standby, $"set role {AppRole}; set default_transaction_read_only = on");

    /// <summary>Two connections by which is looked whether the primary is there.</summary>
    public static NpgsqlDataSource LookingPool(string connection) =>
        Pool(
            new NpgsqlConnectionStringBuilder(connection)
            {
                Pooling = true,
                MinPoolSize = 0,
                MaxPoolSize = 2,
                Timeout = SecondsOfALook,
                CommandTimeout = SecondsOfALook,
            }.ConnectionString
        );

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

    private static NpgsqlDataSource Pool(string connection, TargetSessionAttributes part, string first)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        // A pooler between may not know prepared statements; who says so in the connection string is heard.
        if (!new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Max Auto Prepare"))
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 2);
        }

        // Several hosts are a primary and its standbys. Everything goes to the primary: a standby may not have heard yet that a plan was
        // changed or a way in has ended. A short look again finds a standby that was promoted.
        var several = settings.Host?.Contains(',', StringComparison.Ordinal) is true;
        if (several)
        {
            settings.Remove("Target Session Attributes");
            settings.HostRecheckSeconds = Math.Min(settings.HostRecheckSeconds, MostSecondsBetweenLooks);
        }

        // The name stands in metrics; without one it would be the connection string.
        var reads = part is TargetSessionAttributes.Standby;
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = reads ? "epaccs-standby" : "epaccs" };
        builder.ConfigureTracing(tracing => tracing.EnableFirstResponseEvent(false));
        if (reads || settings.Username != AppRole)
        {
            builder.UsePhysicalConnectionInitializer(
                physical =>
                {
                    using var command = new NpgsqlCommand(first, physical);
                    command.ExecuteNonQuery();
                },
                async physical =>
                {
                    await using var command = new NpgsqlCommand(first, physical);
                    await command.ExecuteNonQueryAsync();
                }
            );
        }

        return several ? builder.BuildMultiHost().WithTargetSession(part) : builder.Build();
    }

    /// <summary>A pool of connections that work as the owner: for bulk loading into a demonstration only.</summary>
    public NpgsqlDataSource OwnerPool() =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(owner) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 }.ConnectionString
        );

    /// <summary>Brings the database to this version. Safe to run twice, by two nodes at once, and while others are served.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await new Migrator(owner).RunAsync(cancel);
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(cancel);
        await AuditMonths.MakeAheadAsync(connection, TimeProvider.System.GetUtcNow(), cancel);
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
