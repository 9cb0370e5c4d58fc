using System.Net;
using EpaccsWeb.Hosting;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A website over a database that may lose a save says so, and is not ready outside Development.</summary>
public sealed class ReadyTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_tells_in_words_how_the_database_stands()
    {
        await app.Database.RunAsync("alter role epaccs_app set synchronous_commit = off");
        try
        {
            using var answer = await app.Browser().Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Matches(
                "^Degraded\nThe database may lose what it acknowledged: .*synchronous_commit off\\.$",
                await answer.Content.ReadAsStringAsync(Cancel)
            );

            Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(Environments.Production, app.Database.App)).Status);
        }
        finally
        {
            await app.Database.RunAsync("alter role epaccs_app reset synchronous_commit");
        }
    }

    [Theory]
    [InlineData("Database=nothing_of_this_name", "The database does not answer.")]
    [InlineData("Database=postgres", "The database is not migrated.")]
    public async Task Not_ready_without_a_migrated_database(string instead, string sentence)
    {
        var found = await CheckAsync(Environments.Development, $"{app.Database.App};{instead}");
        Assert.Equal(HealthStatus.Unhealthy, found.Status);
        Assert.Equal(sentence, found.Description);
    }

    private static async Task<HealthCheckResult> CheckAsync(string environment, string connection)
    {
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString
        );
        return await new DatabaseReady(new(database), new HostingEnvironment { EnvironmentName = environment }).CheckHealthAsync(
            new(),
            Cancel
        );
    }
}
