using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>Why wishes were not met, as the page of the report shows it.</summary>
public sealed class VarianceReasonTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Page = "/reports/preferred-place-of-death";

    [Fact]
    public async Task Deaths_without_a_reason_have_a_line_where_true_counts_are_shown_and_only_there()
    {
        var on = new DateOnly(2009, 5, 5);
        await ReportPeople.AddAsync(
            app.Database,
            [
                Dead.Of(on, Place.OwnHome, Place.OwnHome),
                .. Enumerable.Repeat(Dead.Of(on, Place.OwnHome, Place.Hospital), 2),
                .. Enumerable.Repeat(Dead.Of(on, Place.OwnHome, Place.Hospital) with { Variance = null }, 3),
            ]
        );
        const string title = "No reason recorded";

        var own = await (await app.SignInAsAsync("gp")).PageAsync($"{Page}?from=2009-01-01&to=2009-12-31");
        var line = Assert.Single(
            own.Document.QuerySelectorAll("main tbody tr"),
            row => row.QuerySelector("th")?.TextContent.Trim() == title
        );
        Assert.Equal(["", "3", "60.0%"], line.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));

        var beyond = await (await app.SignInAsAsync("coordinator")).PageAsync($"{Page}?from=2009-01-01&to=2009-12-31");
        Assert.DoesNotContain(title, beyond.Text, StringComparison.Ordinal);
        Assert.Contains("the reasons need not add up to all of them", beyond.Text, StringComparison.Ordinal);
        var file = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2009-01-01&to=2009-12-31");
        Assert.DoesNotContain(file.Rows, row => row[0].Contains("no-reason", StringComparison.Ordinal));
    }
}
