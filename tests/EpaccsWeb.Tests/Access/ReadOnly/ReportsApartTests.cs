using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Access.ReadOnly;

/// <summary>Reports are counted on the standby that is named for them; who asked is written down on the primary.</summary>
public sealed class ReportsApartTests(Standby servers) : IClassFixture<Standby>
{
    private const string Report = "/reports/preferred-place-of-death.csv?from=2001-01-01";

    [Fact]
    public async Task Reports_are_counted_on_the_standby_and_each_is_audited()
    {
        await using var node = await servers.CountingNodeAsync();
        var gp = await node.SignInAsAsync("gp");
        await servers.FollowedAsync();
        var before = (await gp.PageAsync(Report)).Html;
        await servers.Copy.RunAsync("select pg_wal_replay_pause()");
        await servers.OnPrimaryAsync("update counted_plans set counts = false where died_on is not null");
        try
        {
            // The standby has not heard of it.
            Assert.Equal(before, (await gp.PageAsync(Report)).Html);
        }
        finally
        {
            await servers.Copy.RunAsync("select pg_wal_replay_resume()");
        }

        await servers.FollowedAsync();
        Assert.NotEqual(before, (await gp.PageAsync(Report)).Html);
        Assert.Equal(
            3L,
            await node.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'exported' and detail like '%preferred-place-of-death%'"
            )
        );
        await servers.OnPrimaryAsync("update counted_plans set counts = true where died_on is not null");
    }
}
