using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Opening a record asks the database few things, and none of them twice.</summary>
public sealed class RoundTripTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Asha = "999 000 0018";
    private const string DavidWhoDied = "999 000 0042";

    [Theory]
    // The standing of the post; the gate's question with the content of the page; its audit line.
    [InlineData(Asha, "", 3)]
    [InlineData(Asha, "/urgent", 3)]
    [InlineData(DavidWhoDied, "", 3)]
    public async Task Opening_a_record_takes_few_commands(string nhsNumber, string page, int most)
    {
        var patient = await app.PersonAsync(nhsNumber);
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{patient}{page}");

        // Whether the post is in force is remembered for three seconds: the dearer case is counted.
        await Task.Delay(TimeSpan.FromSeconds(3.2), TestContext.Current.CancellationToken);
        using var count = new SqlCount(app.Database);
        await gp.PageAsync($"/records/{patient}{page}");

        Assert.Contains(count.Commands, sql => sql.Contains("insert into audit_entries", StringComparison.Ordinal));
        // The ribbon "Demonstration" is looked up once in ten seconds for all readers together.
        var commands = count.Commands.Where(sql => !sql.Contains("service_state", StringComparison.Ordinal)).ToList();
        foreach (var table in new[] { "FROM posts", "insert into audit_entries", "section_versions" })
        {
            Assert.Contains(commands, sql => sql.Contains(table, StringComparison.Ordinal));
        }

        Assert.True(commands.Count <= most, string.Join("\n\n", commands));
        Assert.Equal(commands, commands.Distinct());
    }
}
