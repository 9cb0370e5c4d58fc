using EpaccsWeb.Data;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>A connection string with several hosts, a primary and its standbys: everything goes to the one that is written to.</summary>
public sealed class SeveralHostsTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData(null)]
    [InlineData("any")]
    public async Task The_website_finds_the_primary_past_a_host_that_is_gone_whatever_the_string_asks(string? attributes)
    {
        var connection = WithADeadHostFirst(app.Database.App, attributes);

        await using var pool = EpaccsDatabase.Pool(connection);
        await using var command = pool.CreateCommand("select current_user::text || ' ' || pg_is_in_recovery()");

        Assert.Equal("epaccs_app false", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Migrating_and_looking_at_the_mark_of_a_demonstration_find_it_too()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Epaccs"] = WithADeadHostFirst(app.Database.Owner, null) };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var surroundings = new HostingEnvironment { EnvironmentName = Environments.Development };
        await using var database = await EpaccsDatabase.ReachAsync(
            configuration,
            surroundings,
            _ => { },
            TestContext.Current.CancellationToken
        );

        await database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.True(await database.IsDemonstrationAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            "Primary",
            $"{new NpgsqlConnectionStringBuilder(database.AppConnection)["Target Session Attributes"]}",
            ignoreCase: true
        );
    }

    [Fact]
    public async Task A_pool_that_only_reads_does_so_from_its_first_moment_and_not_by_a_command_that_a_pooler_hands_on()
    {
        await using var pool = EpaccsDatabase.CountingPool(app.Database.App);
        await using var connection = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var forget = new NpgsqlCommand("reset all", connection);
        await forget.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("show default_transaction_read_only", connection);

        Assert.Equal("on", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static string WithADeadHostFirst(string connection, string? attributes)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.Host = $"/nowhere,{settings.Host}";
        if (attributes is not null)
        {
            settings["Target Session Attributes"] = attributes;
        }

        return settings.ConnectionString;
    }
}
