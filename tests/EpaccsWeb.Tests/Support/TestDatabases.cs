using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.PrivatePostgres;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace EpaccsWeb.Tests.Support;

/// <summary>Real PostgreSQL for the tests: one server a run, one migrated template, one copy of it a test class.</summary>
public static class TestDatabases
{
    private static readonly Lazy<Task<Server>> Shared = new(StartAsync);

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
        NpgsqlConnection.ClearAllPools();
        return new(template, owner, app, new SemaphoreSlim(1, 1));
    }

    private sealed record Server(string Template, Func<string, string> Owner, Func<string, string> App, SemaphoreSlim Taking);
}

/// <summary>One test class's database.</summary>
public sealed record TestDatabase(string Name, string Owner, string App, string Maintenance) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestDatabases.RunAsync(Maintenance, $"drop database if exists {Name} with (force)");

    /// <summary>Runs SQL as the database's owner.</summary>
    public Task RunAsync(string sql) => TestDatabases.RunAsync(Owner, sql);

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
