using EpaccsWeb.Hosting;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A database that is away: everybody is told so in words, nobody is signed out, and all is well when it is back.</summary>
public sealed class DatabaseAwayTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Whoever_waits_is_told_in_words_and_goes_on_in_the_same_session_when_it_is_back()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{patient}");

        await SwitchAsync(on: false);
        try
        {
            // Past the seconds for which a session is believed without a look: then that look fails, before any page is asked for.
            await Task.Delay(TimeSpan.FromSeconds(3.2), TestContext.Current.CancellationToken);
            foreach (var path in new[] { $"/records/{patient}", "/", "/patients" })
            {
                var page = await gp.PageAsync(path, 503);
                Assert.Contains("The service cannot be used at the moment", page.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("Npgsql", page.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", page.Text, StringComparison.Ordinal);
            }
        }
        finally
        {
            await SwitchAsync(on: true);
        }

        await gp.PageAsync($"/records/{patient}");
    }

    [Theory]
    [InlineData(PostgresErrorCodes.AdminShutdown, true)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, true)]
    [InlineData(PostgresErrorCodes.DiskFull, true)]
    [InlineData(PostgresErrorCodes.TooManyConnections, true)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, true)]
    [InlineData(PostgresErrorCodes.UniqueViolation, false)]
    [InlineData(PostgresErrorCodes.InsufficientPrivilege, false)]
    [InlineData(PostgresErrorCodes.UndefinedTable, false)]
    public void Only_what_passes_is_being_away(string state, bool away)
    {
        var failure = new InvalidOperationException("outside", new PostgresException("said", "FATAL", "FATAL", state));

        Assert.Equal(away, DatabaseAway.Is(failure));
        Assert.True(DatabaseAway.Is(new NpgsqlException("cut")));
        Assert.False(DatabaseAway.Is(new InvalidOperationException("ours")));
    }

    private async Task SwitchAsync(bool on)
    {
        await TestDatabases.RunAsync(app.Database.Maintenance, $"alter database {app.Database.Name} connection limit {(on ? -1 : 0)}");
        await TestDatabases.RunAsync(
            app.Database.Maintenance,
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{app.Database.Name}'"
        );
    }
}
