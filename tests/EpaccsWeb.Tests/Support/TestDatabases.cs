using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.PrivatePostgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.Tests.Support;

/// <summary>Real PostgreSQL for the tests: one server a run, one migrated template, one copy of it a test class.</summary>
public static class TestDatabases
{
    private static readonly Lazy<Task<Server>> Shared = new(StartAsync);

    /// <summary>How passphrases are kept in most tests.</summary>
    public static readonly PasswordHasherOptions Cheap = new() { IterationCount = 100 };

    private static int copies;

    /// <summary>A database of its own with the demo organisations, accounts and people.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await Shared.Value;
        var name = $"{server.Template}_{Interlocked.Increment(ref copies)}";
        await server.Taking.WaitAsync();
        try
        {
            await RunAsync(server.Owner("postgres"), $"create database {name} template {server.Template}");
        }
        finally
        {
            server.Taking.Release();
        }

        return new(name, server.Owner(name), server.App(name), server.Owner("postgres"));
    }

    internal static async Task RunAsync(string connection, string sql)
    {
        await using var link = new NpgsqlConnection(connection);
        await link.OpenAsync();
        await using var command = new NpgsqlCommand(sql, link);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Server> StartAsync()
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetConnectionString("Epaccs");
        Func<string, string> owner;
        Func<string, string> app;
        if (given is { Length: > 0 })
        {
            owner = app = name => new NpgsqlConnectionStringBuilder(given) { Database = name, Pooling = false }.ConnectionString;
        }
        else
        {
            var private_ = await LocalPostgres.StartAsync(LocalPostgresOptions.ForTests(), _ => { }, default);
            AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            {
                NpgsqlConnection.ClearAllPools();
                private_.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            };
            owner = name => new NpgsqlConnectionStringBuilder(private_.OwnerConnectionString(name)) { Pooling = false }.ConnectionString;
            app = private_.AppConnectionString;
        }

        // Several test processes may share one server, so each has its own template.
        var template = $"epaccs_test_{Environment.ProcessId}_{Guid.NewGuid():N}"[..32];
        await RunAsync(owner("postgres"), $"create database {template}");
        await using (var database = EpaccsDatabase.Of(owner(template), owner(template)))
        {
            await database.MigrateAsync(default);
        }

        await DemoLoader.LoadIntoEmptyAsync(owner(template), default);
        await new TestDatabase(template, owner(template), app(template), owner("postgres")).SetPassphrasesAsync(Cheap);
        NpgsqlConnection.ClearAllPools();
        return new(template, owner, app, new SemaphoreSlim(1, 1));
    }

    private sealed record Server(string Template, Func<string, string> Owner, Func<string, string> App, SemaphoreSlim Taking);
}

/// <summary>One test class's database.</summary>
public sealed record TestDatabase(string Name, string Owner, string App, string Maintenance) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestDatabases.RunAsync(Maintenance, $"drop database if exists {Name} with (force)");

    /// <summary>Keeps the passphrase of the demo accounts at another cost.</summary>
    public async Task SetPassphrasesAsync(PasswordHasherOptions cost)
    {
        var hash = new PasswordHasher<User>(Options.Create(cost)).HashPassword(new User { DisplayName = "demo" }, DemoAccounts.Passphrase);
        await RunAsync($"update users set password_hash = '{hash}'");
    }

    /// <summary>Runs SQL as the database's owner.</summary>
    public Task RunAsync(string sql) => TestDatabases.RunAsync(Owner, sql);

    /// <summary>Switches the second line off: the application's own rules must hold alone.</summary>
    public Task PoliciesOffAsync() => PoliciesAsync("disable", "relrowsecurity");

    /// <summary>Switches it on again.</summary>
    public Task PoliciesOnAsync() => PoliciesAsync("enable", "relforcerowsecurity");

    private Task PoliciesAsync(string word, string those) =>
        RunAsync(
            $"""
            do $$
            declare kept regclass;
            begin
                for kept in select oid from pg_class where {those} and relnamespace = 'public'::regnamespace loop
                    execute format('alter table %s {word} row level security', kept);
                end loop;
            end $$
            """
        );

    /// <summary>One value, read as the website's role would for this actor and purpose; null as nobody.</summary>
    public async Task<T> AsWebsiteAsync<T>(Actor? actor, string purpose, Guid? patientId, string sql)
    {
        await using var link = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(App) { Pooling = false }.ConnectionString);
        await link.OpenAsync();
        await using var batch = new NpgsqlBatch(link)
        {
            BatchCommands = { new("set role epaccs_app"), ActAs(actor, purpose, patientId), new(sql) },
        };
        return (T)(await batch.ExecuteScalarAsync())!;
    }

    /// <summary>How the website's role would run a query, sequential scans forbidden.</summary>
    public async Task<string> PlanAsync(Actor actor, string purpose, Guid? patientId, string sql)
    {
        await using var link = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(App) { Pooling = false }.ConnectionString);
        await link.OpenAsync();
        await using var batch = new NpgsqlBatch(link)
        {
            BatchCommands =
            {
                new("set role epaccs_app"),
                new("set enable_seqscan = off"),
                ActAs(actor, purpose, patientId),
                new($"explain {sql}"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    /// <summary>The row context that the website sends.</summary>
    public static NpgsqlBatchCommand ActAs(Actor? actor, string purpose, Guid? patientId)
    {
        var command = new NpgsqlBatchCommand("call act_as($1, $2, $3, $4, $5, $6, now(), 'test')");
        void Value(NpgsqlDbType type, object? value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

        Value(NpgsqlDbType.Text, purpose);
        Value(NpgsqlDbType.Uuid, actor?.UserId);
        Value(NpgsqlDbType.Uuid, actor?.PostId);
        Value(NpgsqlDbType.Uuid, actor?.OrganisationId);
        Value(NpgsqlDbType.Text, actor is null ? null : Slug.Of(actor.Role));
        Value(NpgsqlDbType.Uuid, patientId);
        return command;
    }

    /// <summary>One value, read as the database's owner.</summary>
    public async Task<T> ValueAsync<T>(string sql, params object[] values)
    {
        await using var link = new NpgsqlConnection(Owner);
        await link.OpenAsync();
        await using var command = new NpgsqlCommand(sql, link);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }
}
