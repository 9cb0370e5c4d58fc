using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>A filter is applied, or the page says that it is not: none is left out unsaid, and none is shown as applied that was not.</summary>
public sealed class ReportFilterTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("register", "from=2026-01-01")]
    [InlineData("register", "to=2026-01-31")]
    [InlineData("data-quality", "from=2026-01-01")]
    [InlineData("consent-basis", "to=2026-01-31")]
    [InlineData("review-radar", "from=2026-01-01")]
    [InlineData("staff-activity", "organisation=Y90002")]
    [InlineData("staff-activity", "group-by=month")]
    public async Task Of_what_a_report_does_not_take_it_says_so_and_shows_no_chip(string slug, string filter)
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/reports/{slug}?{filter}");

        Assert.Contains($"This report does not use {filter.Split('=')[0]}:", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll(".app-chip"));
        await gp.PageAsync($"/reports/{slug}.csv?{filter}");
        Assert.DoesNotContain("does not use", (await gp.PageAsync($"/reports/{slug}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_that_a_report_cannot_make_is_refused_with_those_that_it_can()
    {
        const string Sentence =
            "This report cannot be split by month. Choose one of none, organisation, diagnosis-group, imd-decile, ethnicity, age-band, sex, care-home, ppd-first.";
        var gp = await app.SignInAsAsync("gp");

        await gp.PageAsync("/reports/register?group-by=organisation");
        Assert.Equal([Sentence], (await gp.PageAsync("/reports/register?group-by=month", expected: 400)).Errors);
        Assert.Contains(
            Sentence,
            (await gp.PageAsync("/reports/register.csv?group-by=month", expected: 400)).Html,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_staff_do_is_counted_over_the_last_twelve_whole_months_unless_a_period_is_asked_for()
    {
        var usual = ReportPeriod.Last12Months(London.Day(app.Clock.GetUtcNow()));
        var page = await (await app.SignInAsAsync("gp")).PageAsync("/reports/staff-activity");

        Assert.Contains($"{London.Show(usual.From)} to {London.Show(usual.To)}", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("register", "organisation care-organisation diagnosis-group group-by")]
    [InlineData("data-quality", "organisation care-organisation diagnosis-group group-by")]
    [InlineData("urgent-use", "from to organisation group-by")]
    [InlineData("equity", "from to organisation care-organisation diagnosis-group group-by")]
    public async Task The_form_offers_what_the_report_takes(string slug, string fields)
    {
        var page = await (await app.SignInAsAsync("coordinator")).PageAsync($"/reports/{slug}");

        Assert.Equal(
            fields.Split(' '),
            page.Document.QuerySelectorAll("main form[method=get] [name]").Select(field => field.GetAttribute("name"))
        );
    }

    [Fact]
    public async Task Open_plans_are_narrowed_to_those_whom_an_organisation_cared_for_in_the_last_90_days()
    {
        const string Filter = "care-organisation=Y90020";
        var gp = await app.SignInAsAsync("gp");
        var (before, all) = (await PlansAsync(gp, Filter), await PlansAsync(gp, string.Empty));
        await app.StartRecordAsync();
        await CaredForAsync("'team'", "null");
        await CaredForAsync("'team'", "now() - interval '88 days'");
        await CaredForAsync("'team'", "now() - interval '93 days'");
        await CaredForAsync("'break-glass'", "now() + interval '1 hour'");

        Assert.Equal((before + 2, all + 5), (await PlansAsync(gp, Filter), await PlansAsync(gp, string.Empty)));
        foreach (var slug in new[] { "register", "data-quality", "consent-basis", "review-radar" })
        {
            var page = await gp.PageAsync($"/reports/{slug}?{Filter}");
            Assert.Contains(
                "Cared for by: St Clare's Hospice (Y90020)",
                page.Document.QuerySelector(".app-chip")!.TextContent,
                StringComparison.Ordinal
            );
            Assert.Equal("Y90020", page.ValueOf("care-organisation"));
        }
    }

    [Fact]
    public async Task A_report_that_was_saved_with_a_period_it_never_used_opens_without_it()
    {
        var gp = await app.SignInAsAsync("gp");
        await app.Database.RunAsync(
            """
            insert into saved_reports (id, name, report, filters, user_id, user_name, organisation_id, shared, at)
            select gen_random_uuid(), 'Saved long ago', 'register', '?from=2025-01-01&to=2025-12-31&diagnosis-group=cancer', person.id, 'Test',
                   post.organisation_id, false, now()
            from users person join posts post on post.user_id = person.id where person.email like 'gp@%'
            """
        );
        var page = await gp.PageAsync("/reports/review-radar?group-by=organisation");
        await gp.SubmitAsync(
            page,
            new() { ["Form.Name"] = "Saved now", ["Form.Filters"] = "?from=2025-01-01&group-by=organisation" },
            expected: 302,
            form: "form[action='/reports/saved']"
        );

        var link = (await gp.PageAsync("/reports/saved"))
            .Document.QuerySelectorAll("main a")
            .First(a => a.TextContent.Contains("Saved long ago", StringComparison.Ordinal))
            .GetAttribute("href")!;

        Assert.Equal("/reports/register?diagnosis-group=cancer", link);
        await gp.PageAsync(link);
        Assert.Equal(
            "?group-by=organisation",
            await app.Database.ValueAsync<string>("select filters from saved_reports where name = 'Saved now'")
        );
    }

    private async Task CaredForAsync(string source, string until)
    {
        var patient = await app.StartRecordAsync();
        await app.Database.RunAsync(
            $"""
            insert into relationships (id, patient_id, organisation_id, source, started_at, ends_at, started_by, key_worker)
            select gen_random_uuid(), '{patient}', id, {source}, now() - interval '200 days', {until}, 'Test', false
            from organisations where ods_code = 'Y90020'
            """
        );
    }

    /// <summary>How many open plans the practice has with these filters.</summary>
    private static async Task<int> PlansAsync(TestBrowser browser, string query)
    {
        using var answer = await browser.Http.GetAsync(
            new Uri($"/reports/register.csv?{query}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        var file = new ReportFile(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return file.Rows.Where(row => row[0] == "plans").Sum(row => int.Parse(row[2], null));
    }
}
