using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>Equity: the bounds of every report, the range of chance beside them on the page, and every split.</summary>
public sealed class EquityTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Page = "/reports/equity";
    private const Place Home = Place.OwnHome;

    [Fact]
    public async Task The_bounds_take_everybody_with_something_missing_as_no_and_as_yes()
    {
        var on = new DateOnly(1976, 2, 3);
        await AddAsync(
            (3, Dead.Of(on, Home, Home) with { Diagnosis = DiagnosisGroup.Cancer }),
            (1, Dead.Of(on, Home, Place.Hospital) with { Diagnosis = DiagnosisGroup.Cancer }),
            (4, Dead.Of(on, null, null) with { Diagnosis = DiagnosisGroup.Cancer }),
            (2, Dead.Of(on, null, null) with { Diagnosis = DiagnosisGroup.OrganFailure })
        );
        const string Year = "from=1976-01-01&to=1976-12-31";
        var gp = await app.SignInAsAsync("gp");
        var file = await ReportFile.DownloadAsync(gp, $"{Year}&group-by=diagnosis-group", "equity");
        var page = await gp.PageAsync($"{Page}?{Year}");

        Assert.Equal("8", file["deaths", "cancer"]);
        Assert.Equal("4/8 50.0 50.0..50.0", file["ppd-recorded", "cancer"]);
        Assert.Equal("3/4 75.0 37.5..87.5", file["ppd-achieved-first", "cancer"]);
        Assert.Equal("1/4 25.0 12.5..62.5", file["hospital-deaths", "cancer"]);
        Assert.Equal("0/0  0.0..100.0", file["ppd-achieved-first", "organ-failure"]);
        // Only on the page, and in columns of its own: Wilson's interval.
        Assert.Equal(["3", "4", "75.0", "37.5", "87.5", "30.1", "95.4"], Cells(page, DiagnosisGroup.Cancer));
        Assert.Equal(["0", "0", "", "0.0", "100.0", "", ""], Cells(page, DiagnosisGroup.OrganFailure));
    }

    [Fact]
    public async Task The_file_is_not_split_unless_it_is_asked_for_and_the_page_names_its_own_split()
    {
        await AddAsync((5, Dead.Of(new(1977, 2, 3), Home, Home)));
        const string Year = "from=1977-01-01&to=1977-12-31";
        var gp = await app.SignInAsAsync("gp");
        var plain = await ReportFile.DownloadAsync(gp, Year, "equity");
        var page = await gp.PageAsync($"{Page}?{Year}");
        var whole = await gp.PageAsync($"{Page}?{Year}&group-by=none");

        Assert.Equal(["all"], plain.Rows.Select(row => row[1]).Distinct());
        Assert.Equal("5/5 100.0 100.0..100.0", plain["ppd-achieved-first"]);
        Assert.Equal("diagnosis-group", page.ValueOf("group-by"));
        Assert.Equal($"{Page}.csv?{Year}&group-by=diagnosis-group", page.Document.QuerySelector("a[download]")!.GetAttribute("href"));
        Assert.Contains(page.Document.QuerySelectorAll("main h2"), heading => heading.TextContent == "Gaps");
        Assert.Equal("none", whole.ValueOf("group-by"));
        Assert.DoesNotContain(whole.Document.QuerySelectorAll("main h2"), heading => heading.TextContent == "Gaps");
    }

    [Fact]
    public async Task Every_split_has_the_lines_of_the_report_on_place_of_death_rounded_and_hidden_alike()
    {
        var on = new DateOnly(1978, 2, 3);
        Dead Woman(Place? wish, Place? actual) =>
            Dead.Of(on, wish, actual) with
            {
                Sex = Gender.Female,
                Imd = 1,
                Diagnosis = DiagnosisGroup.Cancer,
                CareHome = "Y90060",
            };
        Dead Man(Place? wish, Place? actual) =>
            Dead.Of(on.AddDays(100), wish, actual) with
            {
                Sex = Gender.Male,
                Ethnicity = Ethnicity.Indian,
            };
        await AddAsync(
            (20, Woman(Home, Home)),
            (3, Woman(null, Place.Hospital)),
            (12, Man(Home, Place.Hospital)),
            (9, Man(Home, null)),
            (4, Man(null, null)),
            (11, Man(Place.Hospice, Place.Hospice))
        );
        foreach (var account in new[] { "gp", "coordinator" })
        {
            var browser = await app.SignInAsAsync(account);
            foreach (var by in Enum.GetValues<GroupBy>())
            {
                var query = $"from=1978-01-01&to=1978-12-31&group-by={Slug.Of(by)}";
                var place = await ReportFile.DownloadAsync(browser, query);
                var equity = await ReportFile.DownloadAsync(browser, query, "equity");
                var measures = equity.Rows.Select(row => row[0]).ToHashSet();

                Assert.Equal(5, measures.Count);
                Assert.Equal(
                    place.Rows.Where(row => measures.Contains(row[0])).Select(row => string.Join(',', row)),
                    equity.Rows.Select(row => string.Join(',', row))
                );
            }
        }
    }

    private Task AddAsync(params (int Count, Dead Person)[] people) =>
        ReportPeople.AddAsync(app.Database, people.SelectMany(some => Enumerable.Repeat(some.Person, some.Count)));

    /// <summary>A group's line in the table of those who died where they wished.</summary>
    private static IEnumerable<string> Cells(TestPage page, DiagnosisGroup group) =>
        page
            .Document.QuerySelectorAll("main table")
            .Single(table => table.QuerySelector("caption")!.TextContent == Measures.Achieved.Title)
            .QuerySelectorAll("tbody tr")
            .Single(row => row.QuerySelector("th")!.TextContent == CodeList.Term(group))
            .QuerySelectorAll("td")
            .Select(cell => cell.TextContent.Trim());
}
