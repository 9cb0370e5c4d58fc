using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>The report's page and file: who may count whom, filters, small numbers on screen and in exports, the audit.</summary>
public sealed class PreferredPlaceOfDeathTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Page = "/reports/preferred-place-of-death";

    [Fact]
    public async Task A_gp_counts_the_practice_and_nobody_of_another()
    {
        var on = new DateOnly(2001, 2, 3);
        await AddAsync(
            Dead.Of(on, Place.OwnHome, Place.OwnHome),
            Dead.Of(on, null, Place.Hospital) with
            {
                Practice = "Y90002",
                RecordedBy = "Y90002",
            }
        );
        var gp = await app.SignInAsAsync("gp");

        Assert.Equal("1", (await ReportFile.DownloadAsync(gp, "from=2001-01-01&to=2001-12-31"))["deaths"]);
        Assert.Equal("1", (await ReportFile.DownloadAsync(gp, "from=2001-01-01&to=2001-12-31&organisation=y90001"))["deaths"]);
        foreach (var code in new[] { "Y90002", "Y99999" })
        {
            await gp.PageAsync($"{Page}?from=2001-01-01&organisation={code}", expected: 403);
            await gp.PageAsync($"{Page}.csv?from=2001-01-01&organisation={code}", expected: 403);
        }
    }

    [Fact]
    public async Task Nobody_counts_a_person_they_may_not_know_of()
    {
        var on = new DateOnly(2002, 2, 3);
        await AddAsync(
            Dead.Of(on, null, null),
            Dead.Of(on, null, null) with
            {
                Share = ConsentStatus.Withdrawn,
            },
            Dead.Of(on, null, null) with
            {
                Share = ConsentStatus.Withdrawn,
                RecordedBy = "Y90020",
            },
            Dead.Of(on, null, null) with
            {
                Share = null,
                RecordedBy = "Y90020",
            },
            Dead.Of(on, null, null) with
            {
                Share = ConsentStatus.BestInterests,
                RecordedBy = "Y90020",
            },
            Dead.Of(on, null, null) with
            {
                Test = true,
            },
            Dead.Of(on, null, null) with
            {
                InError = true,
            }
        );
        var file = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), "from=2002-01-01&to=2002-12-31");

        Assert.Equal("3", file["deaths"]);
        await ReportPeople.AgreeAsync(app.Database);
        var area = await (await app.SignInAsAsync("coordinator")).PageAsync($"{Page}?from=2002-01-01&to=2002-12-31");
        await app.Database.RunAsync("delete from area_agreements");
        Assert.Equal("2", Cell(area, "Deaths of people"));
    }

    [Fact]
    public async Task A_hospice_counts_those_it_cared_for_in_the_last_90_days()
    {
        var on = new DateOnly(2003, 6, 30);
        Dead With(params Care[] cares) => Dead.Of(on, Place.Hospice, Place.Hospice) with { Cares = cares };
        await AddAsync(
            With(new Care("Y90020", on.AddDays(-200))),
            With(new Care("Y90020", on.AddDays(-200), on.AddDays(-90))),
            With(new Care("Y90020", on.AddDays(-200), on.AddDays(-91))),
            With(new Care("Y90020", on.AddDays(1))),
            With(new Care("Y90020", on, Source: RelationshipSource.BreakGlass)),
            With(new Care("Y90010", on.AddDays(-5)))
        );
        var hospice = await app.SignInAsAsync("hospice");
        var gp = await app.SignInAsAsync("gp");

        Assert.Equal("2", (await ReportFile.DownloadAsync(hospice, "from=2003-01-01&to=2003-12-31"))["deaths"]);
        Assert.Equal("0", (await ReportFile.DownloadAsync(hospice, "from=2003-01-01&to=2003-12-31&organisation=Y90002"))["deaths"]);
        Assert.Equal("2", (await ReportFile.DownloadAsync(gp, "from=2003-01-01&to=2003-12-31&care-organisation=Y90020"))["deaths"]);
        Assert.Equal("1", (await ReportFile.DownloadAsync(gp, "from=2003-01-01&to=2003-12-31&care-organisation=Y90010"))["deaths"]);
        Assert.Equal("0", (await ReportFile.DownloadAsync(gp, "from=2003-01-01&to=2003-12-31&care-organisation=NOSUCH"))["deaths"]);
    }

    [Fact]
    public async Task A_coordinator_sees_rounded_figures_for_whole_quarters()
    {
        await ReportPeople.AddAsync(
            app.Database,
            [
                .. Enumerable.Repeat(Dead.Of(new(2004, 2, 10), Place.OwnHome, Place.OwnHome), 13),
                .. Enumerable.Repeat(Dead.Of(new(2004, 3, 31), Place.OwnHome, Place.Hospital), 7),
                .. Enumerable.Repeat(Dead.Of(new(2004, 4, 1), null, Place.Hospital) with { Practice = "Y90002", RecordedBy = "Y90002" }, 8),
            ]
        );
        var coordinator = await app.SignInAsAsync("coordinator");
        var first = await ReportFile.DownloadAsync(coordinator, "from=2004-02-15&to=2004-03-01");
        var months = await ReportFile.DownloadAsync(coordinator, "from=2004-01-01&to=2004-06-30&group-by=month");
        var practice = await ReportFile.DownloadAsync(coordinator, "from=2004-01-01&to=2004-06-30&organisation=Y90002");

        Assert.Equal("20", first["deaths"]);
        Assert.Equal("15/20 75 75..75", first["ppd-achieved-first"]);
        Assert.Equal("*/20 * *..*", first["hospital-deaths"]);
        Assert.Equal("100", first["days-on-register-median"]);
        Assert.Equal(["2004-Q1", "2004-Q2"], months.Rows.Select(row => row[1]).Distinct());
        Assert.Equal("10", practice["deaths"]);
        await coordinator.PageAsync($"{Page}?organisation=Y12345", expected: 403);
    }

    [Fact]
    public async Task True_counts_need_an_agreement_stay_on_screen_and_are_audited()
    {
        await ReportPeople.AddAsync(app.Database, Enumerable.Repeat(Dead.Of(new(2005, 2, 10), Place.OwnHome, Place.OwnHome), 6));
        var coordinator = await app.SignInAsAsync("coordinator");
        Assert.Equal("*", Cell(await coordinator.PageAsync($"{Page}?from=2005-01-01&to=2005-03-31"), "Deaths of people"));

        await ReportPeople.AgreeAsync(app.Database);
        var page = await coordinator.PageAsync($"{Page}?from=2005-01-01&to=2005-03-31");
        var file = await ReportFile.DownloadAsync(coordinator, "from=2005-01-01&to=2005-03-31");
        await app.Database.RunAsync("delete from area_agreements");

        Assert.Equal("6", Cell(page, "Deaths of people"));
        Assert.NotNull(page.Document.QuerySelector(".app-no-print table"));
        Assert.Equal("*", file["deaths"]);
        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'report-run' and detail like '%2005-03-31%true counts under the sharing agreement'"
            )
        );
    }

    [Fact]
    public async Task The_page_is_audited_as_run_and_the_file_as_an_export_with_its_rows()
    {
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"{Page}?from=1999-01-01&to=1999-06-30&group-by=sex");
        await ReportFile.DownloadAsync(gp, "from=1999-01-01&to=1999-06-30");

        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'report-run' and detail = 'preferred-place-of-death 1999-01-01..1999-06-30 - - - by sex: 0 rows, own people'"
            )
        );
        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'exported' and detail = 'preferred-place-of-death 1999-01-01..1999-06-30 - - - by none: 52 rows, own people'"
            )
        );
    }

    [Theory]
    [InlineData("from=31-02-2025", "First day must be a real date, such as 31/03/2025.", "from", "31-02-2025")]
    [InlineData("to=soon", "Last day must be a real date, such as 31/03/2025.", "to", "soon")]
    [InlineData("from=2025-02-01&to=2025-01-31", "Last day must be the same as or after the first day.", "to", "2025-01-31")]
    [InlineData("group-by=name", "Choose one of the groupings in the list.", "group-by", "name")]
    [InlineData("diagnosis-group=x", "Choose a diagnosis group from the list.", "diagnosis-group", "x")]
    [InlineData("care-organisation=%3Cb%3E", "Enter an ODS code of letters and numbers, such as Y90001.", "care-organisation", "<b>")]
    public async Task A_filter_that_cannot_be_read_is_said_and_kept(string query, string sentence, string field, string typed)
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"{Page}?{query}", expected: 400);

        Assert.Equal([sentence], page.Errors);
        Assert.Equal(typed, page.ValueOf(field));
        Assert.Equal($"#{field}", page.Document.QuerySelector(".nhsuk-error-summary a")!.GetAttribute("href"));
        Assert.Contains(sentence, (await gp.PageAsync($"{Page}.csv?{query}", expected: 400)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_it_in_words_and_keeps_the_filters()
    {
        var on = new DateOnly(2006, 5, 5);
        await AddAsync([
            .. Enumerable.Repeat(Dead.Of(on, Place.OwnHome, Place.OwnHome), 19),
            Dead.Of(on, Place.OwnHome, Place.Hospital),
            .. Enumerable.Repeat(Dead.Of(on, null, null), 4),
        ]);
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"{Page}?from=1/1/2006&to=31/12/2006&diagnosis-group=not-recorded");

        Assert.Contains("19 of 20 people died where they wished: 95.0%", page.Text, StringComparison.Ordinal);
        Assert.Contains("Of all 24 deaths, the share lies between 79.2% and 95.8%", page.Text, StringComparison.Ordinal);
        Assert.Contains("They do not measure the quality of care", page.Text, StringComparison.Ordinal);
        var link = page.Document.QuerySelector("a[download]")!.GetAttribute("href")!;
        Assert.StartsWith($"{Page}.csv?from=", link, StringComparison.Ordinal);
        Assert.Equal("24", (await ReportFile.DownloadAsync(gp, link.Split('?')[1]))["deaths"]);
        var chips = page.Document.QuerySelectorAll(".app-chip").Select(chip => chip.TextContent.Trim()).ToList();
        Assert.Contains(chips, chip => chip.Contains("Diagnosis: ", StringComparison.Ordinal));
        Assert.Equal("/reports/saved", Assert.Single(page.Document.QuerySelectorAll("main form[method=post]")).GetAttribute("action"));
        Assert.Contains("No deaths to count", (await gp.PageAsync($"{Page}?from=1998-01-01&to=1998-02-01")).Text, StringComparison.Ordinal);
        Assert.NotNull((await gp.PageAsync("/reports")).Document.QuerySelector($"main a[href='{Page}']"));
    }

    [Fact]
    public async Task Each_split_has_its_groups()
    {
        var on = new DateOnly(2007, 11, 30);
        await AddAsync(
            Dead.Of(on, Place.Hospice, null) with
            {
                Sex = Gender.Female,
                Ethnicity = Ethnicity.Indian,
                Imd = 10,
                CareHome = "Y90060",
                Born = new(1942, 11, 30),
                Diagnosis = DiagnosisGroup.Cancer,
            },
            Dead.Of(on.AddDays(1), null, null) with
            {
                Imd = 2,
                Born = new(1942, 12, 2),
            }
        );
        var gp = await app.SignInAsAsync("gp");
        async Task<string> GroupsAsync(string by) =>
            string.Join(
                ' ',
                (await ReportFile.DownloadAsync(gp, $"from=2007-11-01&to=2007-12-31&group-by={by}")).Rows.Select(row => row[1]).Distinct()
            );

        Assert.Equal("all", await GroupsAsync("none"));
        Assert.Equal("2007-11 2007-12", await GroupsAsync("month"));
        Assert.Equal("2007-Q4", await GroupsAsync("quarter"));
        Assert.Equal("Y90001", await GroupsAsync("organisation"));
        Assert.Equal("cancer not-recorded", await GroupsAsync("diagnosis-group"));
        Assert.Equal("2 10", await GroupsAsync("imd-decile"));
        Assert.Equal("indian not-recorded", await GroupsAsync("ethnicity"));
        Assert.Equal("under-65 65-74", await GroupsAsync("age-band"));
        Assert.Equal("female not-recorded", await GroupsAsync("sex"));
        Assert.Equal("yes no", await GroupsAsync("care-home"));
        Assert.Equal("hospice blank", await GroupsAsync("ppd-first"));
    }

    [Fact]
    public async Task A_cell_that_begins_like_a_formula_is_made_safe()
    {
        await app.Database.RunAsync(
            "insert into organisations (id, ods_code, name, kind) values (gen_random_uuid(), '=1+1', 'Odd', 'general-practice')"
        );
        await AddAsync(Dead.Of(new(2008, 1, 1), null, null) with { Practice = "=1+1", Cares = [new("Y90020", new(2007, 12, 1))] });
        var file = await ReportFile.DownloadAsync(
            await app.SignInAsAsync("hospice"),
            "from=2008-01-01&to=2008-12-31&group-by=organisation"
        );

        Assert.Equal("'=1+1", file.Rows[0][1].Trim('"'));
    }

    [Theory]
    [InlineData("ooh")]
    [InlineData("practice")]
    [InlineData("carehome")]
    [InlineData("admin")]
    [InlineData("privacy")]
    public async Task Posts_without_reports_are_refused(string account)
    {
        var browser = await app.SignInAsAsync(account);
        foreach (var address in new[] { "/reports", Page, $"{Page}.csv" })
        {
            await browser.PageAsync(address, expected: 403);
        }
    }

    private Task AddAsync(params Dead[] people) => ReportPeople.AddAsync(app.Database, people);

    /// <summary>The figure itself, without the hidden words of its link.</summary>
    private static string Cell(TestPage page, string title)
    {
        var cell = page
            .Document.QuerySelectorAll("main tbody tr")
            .First(row => row.TextContent.Trim().StartsWith(title, StringComparison.Ordinal))
            .QuerySelector("td")!;
        return (cell.QuerySelector("a")?.FirstChild?.TextContent ?? cell.TextContent).Trim();
    }
}
