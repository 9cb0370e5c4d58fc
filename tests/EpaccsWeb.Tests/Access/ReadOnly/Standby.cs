using System.Diagnostics;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.PrivatePostgres;
using EpaccsWeb.Tests.PrivatePostgres;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Access.ReadOnly;

/// <summary>A website over a primary of its own with a standby that follows it; the primary can be taken away and brought back.</summary>
public sealed class Standby : IAsyncLifetime
{
    private readonly string spool = Directory.CreateTempSubdirectory("epaccs-spool-").FullName;
    private PrivateFolder? first;
    private PrivateFolder? second;
    private LocalPostgres? primary;
    private LocalPostgres? standby;
    private bool lost;

    public TestApp App { get; private set; } = null!;

    /// <summary>Another node with a disk of its own, over the same two.</summary>
    public TestApp Other { get; private set; } = null!;

    public string SpoolFolder => spool;

    /// <summary>The standby, as the website's role and as the owner.</summary>
    public TestDatabase Copy { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        first = await PrivateFolder.UsedBeforeAsync();
        var made = await StartAsync(first);
        await made.EnsureDatabaseAsync("epaccs", Cancel);
        var owner = Plain(made.OwnerConnectionString("epaccs"));
        await EpaccsDatabase.Of(owner, owner).MigrateAsync(Cancel);
        await DemoLoader.LoadIntoEmptyAsync(owner, Cancel);
        await Of(made).SetPassphrasesAsync(TestDatabases.Cheap);
        await made.DisposeAsync();
        second = new PrivateFolder();
        using (var copy = Process.Start("cp", ["--archive", first.Path, second.Path]))
        {
            await copy.WaitForExitAsync(Cancel);
        }

        await BeginPrimaryAsync();
        var from = new NpgsqlConnectionStringBuilder(primary!.OwnerConnectionString("postgres"));
        await File.AppendAllTextAsync(
            Path.Combine(second.Path, "data", "postgresql.auto.conf"),
            $"\nprimary_conninfo = 'host={from.Host} port={from.Port} user={from.Username}'\n",
            Cancel
        );
        await File.WriteAllTextAsync(Path.Combine(second.Path, "data", "standby.signal"), string.Empty, Cancel);
        using (
            var own = Process.Start(
                "chown",
                [$"--reference={Path.Combine(second.Path, "data")}", Path.Combine(second.Path, "data", "standby.signal")]
            )
        )
        {
            await own.WaitForExitAsync(Cancel);
        }

        standby = await StartAsync(second);
        Copy = Of(standby);
        App = await NodeAsync(spool);
        Other = await NodeAsync(Directory.CreateTempSubdirectory("epaccs-spool-").FullName);
        App.Listen();
        Other.Listen();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Other.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await standby!.DisposeAsync();
        await primary!.DisposeAsync();
        first!.Dispose();
        second!.Dispose();
        Directory.Delete(spool, recursive: true);
    }

    /// <summary>A node over the two.</summary>
    public async Task<TestApp> NodeAsync(string folder)
    {
        var node = new TestApp { Over = Of(primary!) };
        node.Settings["ConnectionStrings:EpaccsReadOnly"] = Copy.App;
        node.Settings["Audit:SpoolFolder"] = folder;
        await node.InitializeAsync();
        return node;
    }

    /// <summary>A node that counts its reports on the standby.</summary>
    public async Task<TestApp> CountingNodeAsync()
    {
        var node = new TestApp { Over = Of(primary!) };
        node.Settings["ConnectionStrings:EpaccsReports"] = Copy.App;
        await node.InitializeAsync();
        return node;
    }

    public Task OnPrimaryAsync(string sql) => Of(primary!).RunAsync(sql);

    /// <summary>The primary is gone, and the nodes have noticed.</summary>
    public async Task LoseAsync(params TestApp[] nodes)
    {
        await FollowedAsync();
        lost = true;
        await primary!.DisposeAsync();
        foreach (var node in nodes)
        {
            await UntilAsync(node, reads: true);
        }
    }

    /// <summary>The primary is there again, and the nodes have written down what they kept.</summary>
    public async Task ReturnAsync(params TestApp[] nodes)
    {
        await BeginPrimaryAsync();
        foreach (var node in nodes)
        {
            await UntilAsync(node, reads: false);
        }

        await FollowedAsync();
    }

    public static async Task UntilAsync(TestApp node, bool reads)
    {
        var mode = node.Services.GetRequiredService<ServingMode>();
        for (var watch = Stopwatch.StartNew(); mode.Spell is not null != reads; await Task.Delay(50, Cancel))
        {
            Assert.True(
                watch.Elapsed < TimeSpan.FromSeconds(30),
                reads ? "The node does not read only." : "The node does not serve again."
            );
        }
    }

    /// <summary>Whatever the test before has left behind, everything is served.</summary>
    public Task BackAsync() => lost ? ReturnAsync(App, Other) : Task.CompletedTask;

    private async Task BeginPrimaryAsync()
    {
        lost = false;
        primary = await StartAsync(first!);
        // It listens where it did, so that what the nodes know of it holds. A node that is there and did not notice has dead connections.
        NpgsqlConnection.ClearAllPools();
        foreach (var node in new[] { App, Other }.OfType<TestApp>())
        {
            node.Services.GetRequiredService<ServingMode>().Primary.Clear();
        }
    }

    /// <summary>What was written is on the standby too.</summary>
    public async Task FollowedAsync()
    {
        // The tests' servers acknowledge before they write: one commit that waits takes all before it along.
        await Of(primary!).RunAsync("begin; set local synchronous_commit = on; select pg_current_xact_id(); commit");
        var at = await Of(primary!).ValueAsync<string>("select pg_current_wal_lsn()::text");
        for (
            var watch = Stopwatch.StartNew();
            !await Copy.ValueAsync<bool>($"select coalesce(pg_last_wal_replay_lsn() >= '{at}'::pg_lsn, false)");
            await Task.Delay(20, Cancel)
        )
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The standby does not follow.");
        }
    }

    private static Task<LocalPostgres> StartAsync(PrivateFolder folder) =>
        LocalPostgres.StartAsync(LocalPostgresOptions.ForTests(folder.Path), _ => { }, Cancel);

    private static TestDatabase Of(LocalPostgres server) =>
        new(
            "epaccs",
            Plain(server.OwnerConnectionString("epaccs")),
            server.AppConnectionString("epaccs"),
            Plain(server.OwnerConnectionString("postgres"))
        );

    private static string Plain(string connection) => new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString;
}
