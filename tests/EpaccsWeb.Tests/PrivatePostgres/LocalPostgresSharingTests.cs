using System.Diagnostics;
using EpaccsWeb.PrivatePostgres;

namespace EpaccsWeb.Tests.PrivatePostgres;

/// <summary>The private PostgreSQL, as several processes use it: the website, a verb beside it, a run after a crash.</summary>
public sealed class LocalPostgresSharingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_in_a_terminal_stops_the_server_in_order()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        using var website = await OtherProcess.StartAsync(folder.Path, Cancel);
        var number = folder.Server;

        await website.InterruptGroupAsync(Cancel);

        await folder.AssertNothingIsLeftAsync(number);
        var log = await File.ReadAllTextAsync(Path.Combine(folder.Path, "server.log"), Cancel);
        Assert.Contains("database system is shut down", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_owner_was_killed_is_taken_over_and_then_stopped()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        int? number;
        using (var website = await OtherProcess.StartAsync(folder.Path, Cancel))
        {
            number = folder.Server;
            await website.KillAsync(Cancel);
        }

        var watch = Stopwatch.StartNew();
        await using (var next = await StartAsync(folder))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
            Assert.True(next.OwnsServer);
            Assert.Equal(number, folder.Server);
        }

        await folder.AssertNothingIsLeftAsync(number);
    }

    [Fact]
    public async Task A_verb_beside_a_running_website_does_not_stop_its_server()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        using var website = await OtherProcess.StartAsync(folder.Path, Cancel);
        var number = folder.Server;

        await using (var verb = await StartAsync(folder))
        {
            Assert.False(verb.OwnsServer);
        }

        Assert.Equal(number, folder.Server);
        await website.InterruptGroupAsync(Cancel);
        await folder.AssertNothingIsLeftAsync(number);
    }

    [Fact]
    public async Task A_verb_that_outlives_the_website_keeps_the_server_and_stops_it_at_its_end()
    {
        using var folder = await PrivateFolder.UsedBeforeAsync();
        using var website = await OtherProcess.StartAsync(folder.Path, Cancel);
        var number = folder.Server;

        await using (var verb = await StartAsync(folder))
        {
            await website.InterruptGroupAsync(Cancel);
            Assert.True(await verb.EnsureDatabaseAsync("still_there", Cancel));
        }

        await folder.AssertNothingIsLeftAsync(number);
    }

    [Fact]
    public async Task Many_at_once_start_one_server_and_the_last_one_out_stops_it()
    {
        using var folder = new PrivateFolder();
        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartAsync(folder)));
        var number = folder.Server;

        Assert.Single(together, server => server.OwnsServer);
        await Task.WhenAll(together.Select(server => server.DisposeAsync().AsTask()));

        await folder.AssertNothingIsLeftAsync(number);
    }

    private static Task<LocalPostgres> StartAsync(PrivateFolder folder) =>
        LocalPostgres.StartAsync(
            LocalPostgresOptions.ForTests(folder.Path),
            line => TestContext.Current.TestOutputHelper?.WriteLine(line),
            Cancel
        );
}
