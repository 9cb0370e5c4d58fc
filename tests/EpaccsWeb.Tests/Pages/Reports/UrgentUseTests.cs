using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>The report on urgent use takes a period and a practice, refuses every other filter, and counts emergency departments too.</summary>
public sealed class UrgentUseTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Page = "/reports/urgent-use";

    private DateOnly Today => London.Day(app.Clock.GetUtcNow());

    [Fact]
    public async Task A_period_is_taken_as_asked_for_ones_own_people_and_by_whole_quarters_beyond()
    {
        await AddAsync(3, new(1991, 2, 10));
        await AddAsync(12, new(1991, 3, 30));
        const string February = "from=1991-02-01&to=1991-02-28";
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"{Page}?{February}");
        var coordinator = await app.SignInAsAsync("coordinator");

        Assert.Equal("3", (await DownloadAsync(gp, February))["urgent-use-opened", "1991-Q1"]);
        Assert.Equal("3", (await DownloadAsync(gp, "from=1991-02-10&to=1991-02-10"))["urgent-use-opened", "1991-Q1"]);
        Assert.Empty((await DownloadAsync(gp, "from=1991-02-11&to=1991-03-29")).Rows);
        Assert.Equal("15", (await DownloadAsync(coordinator, February))["urgent-use-opened", "1991-Q1"]);
        Assert.Contains("Plans opened from 01-Feb-1991 to 28-Feb-1991", page.Text, StringComparison.Ordinal);
        Assert.Equal("1991-02-01", page.ValueOf("from"));
        Assert.Equal(
            2,
            page.Document.QuerySelectorAll(".app-chip").Count(chip => chip.TextContent.Contains("-Feb-1991", StringComparison.Ordinal))
        );
        Assert.Equal($"{Page}.csv?{February}&group-by=quarter", page.Document.QuerySelector("a[download]")!.GetAttribute("href"));
        Assert.Contains(
            "Plans opened from 01-Jan-1991 to 31-Mar-1991",
            (await coordinator.PageAsync($"{Page}?{February}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_period_it_is_the_last_twelve_whole_months()
    {
        var usual = ReportPeriod.Last12Months(Today);
        var page = await (await app.SignInAsAsync("gp")).PageAsync(Page);

        Assert.Contains($"Plans opened from {London.Show(usual.From)} to {London.Show(usual.To)}", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll(".app-chip"));
    }

    [Fact]
    public async Task A_quarter_that_still_runs_is_nobodys_beyond_ones_own_people()
    {
        var coordinator = await app.SignInAsAsync("coordinator");
        var days = $"from={Today:yyyy-MM-dd}&to={Today:yyyy-MM-dd}";

        Assert.Contains("No whole quarter", (await coordinator.PageAsync($"{Page}?{days}")).Text, StringComparison.Ordinal);
        Assert.Empty((await DownloadAsync(coordinator, days)).Rows);
    }

    [Fact]
    public async Task A_practice_is_counted_alone_and_one_out_of_scope_is_refused()
    {
        await AddAsync(14, new(1992, 2, 10));
        await AddAsync(9, new(1992, 2, 10), "Y90002");
        const string Year = "from=1992-01-01&to=1992-12-31";
        var gp = await app.SignInAsAsync("gp");
        var coordinator = await app.SignInAsAsync("coordinator");

        Assert.Equal("25", (await DownloadAsync(coordinator, Year))["urgent-use-opened", "1992-Q1"]);
        Assert.Equal("10", (await DownloadAsync(coordinator, $"{Year}&organisation=Y90002"))["urgent-use-opened", "1992-Q1"]);
        Assert.Equal("14", (await DownloadAsync(gp, $"{Year}&organisation=y90001"))["urgent-use-opened", "1992-Q1"]);
        await gp.PageAsync($"{Page}?{Year}&organisation=Y90002", expected: 403);
        await gp.PageAsync($"{Page}.csv?{Year}&organisation=Y90002", expected: 403);
        await coordinator.PageAsync($"{Page}?organisation=Y12345", expected: 403);
    }

    [Fact]
    public async Task Without_a_split_the_file_counts_all_and_a_month_or_a_practice_may_be_asked_for()
    {
        await AddAsync(3, new(1993, 2, 10));
        await AddAsync(2, new(1993, 3, 1));
        const string Year = "from=1993-01-01&to=1993-12-31";
        var gp = await app.SignInAsAsync("gp");
        var all = await DownloadAsync(gp, Year, split: "");

        Assert.Equal("5", all["urgent-use-opened"]);
        Assert.Equal("0/5 0.0 0.0..0.0", all["urgent-use-followed"]);
        Assert.Equal("5/5 100.0 100.0..100.0", all["urgent-use-no-answer"]);
        Assert.Equal(all.Text, (await DownloadAsync(gp, Year, "&group-by=none")).Text);
        Assert.Equal("3", (await DownloadAsync(gp, Year, "&group-by=month"))["urgent-use-opened", "1993-02"]);
        Assert.Equal("5", (await DownloadAsync(gp, Year, "&group-by=organisation"))["urgent-use-opened", "Y90001"]);
        Assert.Equal("0", (await DownloadAsync(gp, "from=1993-05-01&to=1993-05-31", split: ""))["urgent-use-opened"]);
        Assert.Contains(
            "This report cannot be split by sex. Choose one of none, month, quarter, organisation.",
            (await gp.PageAsync($"{Page}.csv?group-by=sex", expected: 400)).Html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task True_counts_need_an_agreement_stay_on_screen_and_are_audited()
    {
        await AddAsync(3, new(1994, 2, 10));
        const string Year = "from=1994-01-01&to=1994-12-31";
        var coordinator = await app.SignInAsAsync("coordinator");
        Assert.Equal("*", Opened(await coordinator.PageAsync($"{Page}?{Year}")));

        await ReportPeople.AgreeAsync(app.Database);
        var page = await coordinator.PageAsync($"{Page}?{Year}");
        var file = await DownloadAsync(coordinator, Year);
        await app.Database.RunAsync("delete from area_agreements");

        Assert.Equal("3", Opened(page));
        Assert.NotNull(page.Document.QuerySelector(".app-no-print table"));
        Assert.Equal("*", file["urgent-use-opened", "1994-Q1"]);
        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'report-run' and detail like 'urgent-use 1994%true counts under the sharing agreement'"
            )
        );

        static string Opened(TestPage page) =>
            page
                .Document.QuerySelectorAll("main tbody tr")
                .First(row => row.TextContent.Contains("Plans opened by urgent care", StringComparison.Ordinal))
                .QuerySelectorAll("td")[2]
                .TextContent.Trim();
    }

    [Theory]
    [InlineData("from=31/02/2026", "First day must be a real date, such as 31/03/2025.")]
    [InlineData("from=2026-02-01&to=2026-01-31", "Last day must be the same as or after the first day.")]
    public async Task A_filter_that_it_cannot_read_is_said(string query, string sentence)
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"{Page}?{query}", expected: 400);

        Assert.Equal([sentence], page.Errors);
        Assert.Contains(sentence, (await gp.PageAsync($"{Page}.csv?{query}", expected: 400)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_emergency_department_opens_is_written_down_as_urgent_and_counted()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var days = $"from={Today:yyyy-MM-dd}&to={Today:yyyy-MM-dd}";
        var before = await OpenedAsync(gp, days);
        await app.Database.RunAsync("update posts set urgent = true where user_id = (select id from users where email like 'hospital@%')");
        var emergency = await app.SignInAsAsync("hospital");
        await emergency.SubmitAsync(await emergency.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await emergency.PageAsync($"/records/{patient}/urgent");

        Assert.Equal(
            2L,
            await app.Database.ValueAsync<long>(
                """
                select count(distinct action) from audit_entries
                where patient_id = $1 and role = 'hospital-clinician' and urgent and action in ('view', 'caring-now')
                """,
                patient
            )
        );
        Assert.Equal(
            1L,
            await app.Database.AsWebsiteAsync<long>(
                await app.ActorAsync("gp"),
                "report",
                null,
                $"select count(distinct patient_id) from urgent_looks where patient_id = '{patient}'"
            )
        );
        Assert.Equal(before + 1, await OpenedAsync(gp, days));
    }

    private Task AddAsync(int people, DateOnly day, string practice = "Y90001") =>
        ReportPeople.AddAsync(
            app.Database,
            Enumerable
                .Range(0, people)
                .Select(_ => new Dead
                {
                    On = day.AddDays(60),
                    Practice = practice,
                    RecordedBy = practice,
                    Looks = [new(London.Moment(day, new TimeOnly(12, 0)), Role.AmbulanceClinician)],
                })
        );

    private static async Task<int> OpenedAsync(TestBrowser browser, string query) =>
        (await DownloadAsync(browser, query)).Rows.Where(row => row[0] == "urgent-use-opened").Sum(row => int.Parse(row[2], null));

    private static Task<ReportFile> DownloadAsync(TestBrowser browser, string query, string split = "&group-by=quarter") =>
        ReportFile.DownloadAsync(browser, query + split, "urgent-use");
}
