using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>Reports on open plans can be split by what is known of the people, and small numbers stay hidden in every split.</summary>
public sealed class PlanSplitTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("register")]
    [InlineData("data-quality")]
    [InlineData("consent-basis")]
    [InlineData("review-radar")]
    public async Task Without_a_split_the_file_counts_all_and_every_split_adds_up_to_it(string slug)
    {
        await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var all = await ReportFile.DownloadAsync(gp, "", slug);
        Assert.Equal(["all"], all.Rows.Select(row => row[1]).Distinct());
        Assert.NotEqual("0", all["plans"]);
        foreach (var by in Enum.GetValues<GroupBy>())
        {
            var query = $"group-by={Slug.Of(by)}";
            if (by is GroupBy.Month or GroupBy.Quarter)
            {
                await gp.PageAsync($"/reports/{slug}.csv?{query}", expected: 400);
                continue;
            }

            await gp.PageAsync($"/reports/{slug}?{query}");
            var split = await ReportFile.DownloadAsync(gp, query, slug);
            Assert.All(
                all.Rows.Where(row => row[0] is not ("list-size" or "of-expected")),
                row => Assert.Equal(Count(row), split.Rows.Where(part => part[0] == row[0]).Sum(part => Count(part)))
            );
        }
    }

    [Fact]
    public async Task Of_others_everybody_and_nobody_of_a_sensitive_group_are_hidden()
    {
        var on = new DateOnly(1980, 2, 3);
        await app.Database.RunAsync("update counted_plans set counts = false");
        await ReportPeople.AddAsync(
            app.Database,
            [
                .. Enumerable.Repeat(Dead.Of(on, Place.OwnHome, null) with { Sex = Gender.Female }, 20),
                .. Enumerable.Repeat(Dead.Of(on, Place.OwnHome, null) with { Sex = Gender.Male }, 12),
                .. Enumerable.Repeat(Dead.Of(on, null, null) with { Sex = Gender.Male }, 8),
            ]
        );
        await app.Database.RunAsync("update counted_plans set open = true, died_on = null, death_confirmed = false where counts");
        var (gp, coordinator) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("coordinator"));
        var own = await ReportFile.DownloadAsync(gp, "group-by=sex", "data-quality");
        var bySex = await ReportFile.DownloadAsync(coordinator, "group-by=sex", "data-quality");
        var all = await ReportFile.DownloadAsync(coordinator, "", "data-quality");
        var page = await coordinator.PageAsync("/reports/data-quality");
        await app.Database.RunAsync("update counted_plans set counts = true");

        Assert.Equal("20/20 100.0 100.0..100.0", own["place-wish-asked", "female"]);
        Assert.Equal("20", bySex["plans", "female"]);
        Assert.Equal("*/20 * *..*", bySex["place-wish-asked", "female"]);
        Assert.Equal("*/20 * *..*", bySex["touched-3-months", "female"]);
        Assert.Equal("10/20 50 50..50", bySex["place-wish-asked", "male"]);
        Assert.Equal("30/40 75 75..75", all["place-wish-asked"]);
        Assert.Contains("Place of death answered, or why not", page.Text, StringComparison.Ordinal);
    }

    private static int Count(string[] row) => int.Parse(row[2], null);
}
