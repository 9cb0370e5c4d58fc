using System.Diagnostics;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Tests.PrivatePostgres;

/// <summary>The private PostgreSQL, as one process uses it.</summary>
public sealed class LocalPostgresTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_makes_a_closed_server_with_both_roles_and_the_next_start_is_faster()
    {
        using var folder = new PrivateFolder();
        var first = Stopwatch.StartNew();
        await using (var server = await StartAsync(folder))
        {
            first.Stop();
            Assert.True(server.OwnsServer);
            Assert.True(await server.EnsureDatabaseAsync("epaccs", Cancel));
            Assert.False(await server.EnsureDatabaseAsync("epaccs", Cancel));

            var owner = server.OwnerConnectionString("epaccs");
            Assert.Equal("UTF8|C.UTF-8|", await AskAsync(owner, Encoding));
            Assert.Equal("on", await AskAsync(owner, "show data_checksums"));
            Assert.Equal(string.Empty, await AskAsync(owner, "show listen_addresses"));
            Assert.Equal("epaccs", await AskAsync(owner, "select current_user::text"));
            Assert.Equal("false false false", await AskAsync(server.AppConnectionString("epaccs"), AppRights));
            PrivateFolder.AssertClosed(folder.Path);
            PrivateFolder.AssertClosed(Path.Combine(folder.Path, "socket"));
        }

        var second = Stopwatch.StartNew();
        await using (var server = await StartAsync(folder))
        {
            second.Stop();
            Assert.False(await server.EnsureDatabaseAsync("epaccs", Cancel), "The data were lost.");
        }

        Assert.True(second.Elapsed < first.Elapsed, $"First {first.Elapsed}, second {second.Elapsed}.");
    }

    [Fact]
    public async Task A_stop_leaves_no_process_and_no_pid_or_socket_file()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        var server = await StartAsync(folder);
        var number = folder.Server;

        await server.DisposeAsync();
        await server.DisposeAsync();

        await folder.AssertNothingIsLeftAsync(number);
    }

    [Fact]
    public async Task A_folder_too_deep_or_too_odd_for_a_socket_path_still_works_and_leaves_no_temporary_folder()
    {
        using var folder = new PrivateFolder(string.Join('/', Enumerable.Repeat("a rather, long's folder name", 5)));
        string socket;
        int? number;
        await using (var server = await StartAsync(folder))
        {
            number = folder.Server;
            socket = new NpgsqlConnectionStringBuilder(server.AppConnectionString("postgres")).Host!;
            Assert.Equal("1", await AskAsync(server.AppConnectionString("postgres"), "select 1::text"));
            PrivateFolder.AssertClosed(socket);
        }

        Assert.False(Directory.Exists(socket));
        await folder.AssertNothingIsLeftAsync(number);
    }

    [Fact]
    public async Task A_pid_file_from_before_a_crash_of_the_machine_is_no_obstacle()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        // The number now belongs to a living program that is no PostgreSQL: this one.
        var left = $"{Environment.ProcessId}\n{folder.Path}/data\n1\n5432\n{folder.Path}/socket\n\n 1 1\nready\n";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "data", "postmaster.pid"), left, Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "socket", ".s.PGSQL.5432.lock"), left, Cancel);

        await using var server = await StartAsync(folder);

        Assert.True(server.OwnsServer);
        Assert.NotEqual(Environment.ProcessId, folder.Server);
    }

    [Fact]
    public async Task A_first_run_that_was_interrupted_is_begun_again()
    {
        using var folder = new PrivateFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data.new", "base"));

        await using var server = await StartAsync(folder);

        Assert.Equal("1", await AskAsync(server.OwnerConnectionString("postgres"), "select 1::text"));
    }

    [Fact]
    public async Task Where_user_namespaces_are_switched_off_the_server_runs_as_another_user()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        var options = LocalPostgresOptions.ForTests(folder.Path) with { AvoidUserNamespaces = true };
        int? number;
        await using (var server = await LocalPostgres.StartAsync(options, _ => { }, Cancel))
        {
            number = folder.Server;
            var user = (await File.ReadAllLinesAsync($"/proc/{number}/status", Cancel)).Single(line =>
                line.StartsWith("Uid:", StringComparison.Ordinal)
            );
            Assert.DoesNotContain("\t0\t", user, StringComparison.Ordinal);
            Assert.Equal("1", await AskAsync(server.AppConnectionString("postgres"), "select 1::text"));
        }

        await folder.AssertNothingIsLeftAsync(number);
    }

    [Fact]
    public async Task Programs_that_are_not_where_the_setting_says_are_explained_in_one_sentence()
    {
        using var folder = new PrivateFolder();
        var options = LocalPostgresOptions.ForTests(folder.Path) with { Binaries = "/nowhere" };

        var refused = await Assert.ThrowsAsync<LocalPostgresException>(() => LocalPostgres.StartAsync(options, _ => { }, Cancel));

        Assert.StartsWith("LocalPostgres__Binaries is /nowhere", refused.Message, StringComparison.Ordinal);
    }

    private const string Encoding =
        "select concat(pg_encoding_to_char(encoding), '|', datcollate, '|') from pg_database where datname = 'epaccs'";

    private const string AppRights =
        "select concat_ws(' ', rolsuper::text, rolcreatedb::text, rolcreaterole::text) from pg_roles where rolname = current_user";

    private static Task<LocalPostgres> StartAsync(PrivateFolder folder) =>
        LocalPostgres.StartAsync(
            LocalPostgresOptions.ForTests(folder.Path),
            line => TestContext.Current.TestOutputHelper?.WriteLine(line),
            Cancel
        );

    private static async Task<string?> AskAsync(string connectionString, string question)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(question);
        return (string?)await command.ExecuteScalarAsync(Cancel);
    }
}
