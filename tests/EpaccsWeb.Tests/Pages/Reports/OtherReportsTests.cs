using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>The reports beside place of death, what is kept beside them, and who sees the people behind a number.</summary>
public sealed class OtherReportsTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Place = "/reports/preferred-place-of-death";

    [Theory]
    [InlineData("register")]
    [InlineData("data-quality")]
    [InlineData("consent-basis")]
    [InlineData("review-radar")]
    [InlineData("equity")]
    [InlineData("staff-activity")]
    [InlineData("urgent-use")]
    public async Task Every_report_has_its_page_its_file_and_its_two_audit_lines(string slug)
    {
        foreach (var account in new[] { "gp", "coordinator", "hospice" })
        {
            var browser = await app.SignInAsAsync(account);
            var page = await browser.PageAsync($"/reports/{slug}");
            Assert.NotEmpty(page.Document.QuerySelector("h1")!.TextContent);
            using var file = await browser.Http.GetAsync(
                new Uri($"/reports/{slug}.csv", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.StartsWith(
                ReportFile.Header,
                await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
        }

        foreach (var action in new[] { "report-run", "exported" })
        {
            Assert.Equal(
                3,
                await app.Database.ValueAsync<long>(
                    "select count(distinct role) from audit_entries where action = $1 and detail like $2",
                    action,
                    $"{slug} %"
                )
            );
        }
    }

    [Theory]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("from=31/02/2026", "from")]
    [InlineData("group-by=nonsense", "group-by")]
    [InlineData("organisation=%27%3Bdrop", "organisation")]
    [InlineData("diagnosis-group=flu", "diagnosis-group")]
    public async Task Filters_that_mean_nothing_are_answered_in_words(string query, string field)
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/reports/equity?{query}", expected: 400);

        Assert.NotEmpty(page.Errors);
        Assert.NotNull(page.Document.QuerySelector($"#{field}-error"));
        await gp.PageAsync($"/reports/equity.csv?{query}", expected: 400);
    }

    [Fact]
    public async Task A_million_row_period_and_a_practice_of_nobody_are_no_faults()
    {
        await (await app.SignInAsAsync("gp")).PageAsync($"{Place}?from=0001-01-01&to=9999-12-31&group-by=month");
        await (await app.SignInAsAsync("coordinator")).PageAsync("/reports/register?organisation=Z99999", expected: 403);
    }

    [Fact]
    public async Task A_gp_counts_the_open_plans_of_the_practice_beside_the_expected_hundredth()
    {
        var plans = await app.Database.ValueAsync<long>(
            "select count(*) from plan_facts facts join plans plan on plan.id = facts.plan_id and plan.ended_as is null join patients patient on patient.id = facts.patient_id join organisations practice on practice.id = case when facts.died_on is null then patient.gp_practice_id else facts.practice_at_death_id end where not facts.death_confirmed and practice.ods_code = 'Y90001' and not patient.test_patient and (facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy') or plan.recording_organisation_id = practice.id)"
        );
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync("/reports/register/list-size");
        await gp.SubmitAsync(form, new() { ["Form.Practice"] = "Y90001", ["Form.People"] = "a lot" }, expected: 400);
        await gp.SubmitAsync(
            form,
            new()
            {
                ["Form.Practice"] = "Y90001",
                ["Form.People"] = "8,000",
                ["Form.On.Day"] = "1",
                ["Form.On.Month"] = "10",
                ["Form.On.Year"] = "2026",
            },
            expected: 302
        );
        var file = await ReportFile.DownloadAsync(gp, "group-by=organisation", "register");
        var all = await ReportFile.DownloadAsync(gp, "", "register");

        Assert.Equal($"{plans}", file["plans", "Y90001"]);
        Assert.StartsWith($"{plans}/80 ", file["of-expected", "Y90001"], StringComparison.Ordinal);
        Assert.Equal(file["plans", "Y90001"], all["plans"]);
        Assert.Equal(file["of-expected", "Y90001"], all["of-expected"]);
        Assert.Equal(
            0,
            await app.Database.ValueAsync<long>(
                "select count(*) from counted_plans counted full join plan_facts facts using (plan_id) where counted.plan_id is null or facts.plan_id is null"
            )
        );
    }

    [Fact]
    public async Task A_planted_gap_is_said_in_words_and_hidden_groups_make_none()
    {
        var on = new DateOnly(1975, 2, 3);
        await ReportPeople.AddAsync(
            app.Database,
            [
                .. Enumerable.Repeat(
                    Dead.Of(on, Domain.Terminology.Place.OwnHome, Domain.Terminology.Place.OwnHome) with
                    {
                        Diagnosis = DiagnosisGroup.Cancer,
                        Born = new(1900, 1, 1),
                    },
                    40
                ),
                .. Enumerable.Repeat(
                    Dead.Of(on, Domain.Terminology.Place.OwnHome, Domain.Terminology.Place.Hospital) with
                    {
                        Diagnosis = DiagnosisGroup.OrganFailure,
                        Born = new(1900, 1, 1),
                    },
                    38
                ),
                .. Enumerable.Repeat(
                    Dead.Of(on, Domain.Terminology.Place.OwnHome, Domain.Terminology.Place.OwnHome) with
                    {
                        Diagnosis = DiagnosisGroup.OrganFailure,
                        Born = new(1900, 1, 1),
                    },
                    2
                ),
                .. Enumerable.Repeat(Dead.Of(on, null, null) with { Diagnosis = DiagnosisGroup.Neurological, Born = new(1900, 1, 1) }, 3),
            ]
        );
        const string Address = "/reports/equity?from=1975-01-01&to=1975-12-31";
        var own = await (await app.SignInAsAsync("gp")).PageAsync(Address);
        var area = await (await app.SignInAsAsync("coordinator")).PageAsync(Address);

        Assert.Contains("lower for “Organ failure” (5.0%, 2 of 40) than for all others together", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2 of 40", area.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            area.Document.QuerySelectorAll("main tbody tr")
                .Where(row => row.TextContent.Contains("Neurological", StringComparison.Ordinal)),
            row => row.QuerySelectorAll("td").Any(cell => cell.TextContent.Trim() is "3" or "100")
        );
    }

    [Fact]
    public async Task The_people_behind_a_number_open_only_where_true_counts_are_seen()
    {
        var on = new DateOnly(1974, 2, 3);
        await ReportPeople.AddAsync(
            app.Database,
            [
                Dead.Of(on, null, null) with
                {
                    Born = new(1900, 1, 1),
                    Cares = [new("Y90020", on.AddDays(-10))],
                },
                Dead.Of(on, Domain.Terminology.Place.OwnHome, null) with
                {
                    Born = new(1900, 1, 1),
                },
            ]
        );
        const string Filters = "?from=1974-01-01&to=1974-12-31";
        var gp = await app.SignInAsAsync("gp");
        var report = await gp.PageAsync(Place + Filters);
        var link = report
            .Document.QuerySelectorAll("main a")
            .Select(a => a.GetAttribute("href")!)
            .First(href => href.EndsWith("measure=ppd-blank", StringComparison.Ordinal));
        var people = await gp.PageAsync(link);
        var hospice = await (await app.SignInAsAsync("hospice")).PageAsync($"{Place}/people{Filters}&measure=ppd-blank");
        await (await app.SignInAsAsync("coordinator")).PageAsync($"{Place}/people{Filters}&measure=ppd-blank", expected: 403);
        await gp.PageAsync($"{Place}/people{Filters}&measure=nonsense", expected: 404);

        Assert.Single(people.Document.QuerySelectorAll("main a[href^='/records/']"));
        Assert.Empty(hospice.Document.QuerySelectorAll("main a[href^='/records/']"));
        Assert.Contains("1 more on this page is not named", hospice.Text, StringComparison.Ordinal);
        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'listed' and detail like 'preferred-place-of-death people: Blank, 1974%: 1'"
            )
        );
    }

    [Fact]
    public async Task A_report_is_saved_shared_with_the_organisation_and_deleted_by_its_maker()
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync("/reports/consent-basis?group-by=organisation");
        await gp.SubmitAsync(page, new() { ["Form.Name"] = " " }, expected: 400, form: "form[action='/reports/saved']");
        await gp.SubmitAsync(
            page,
            new() { ["Form.Name"] = "=cmd()", ["Form.Shared"] = "yes" },
            expected: 302,
            form: "form[action='/reports/saved']"
        );
        var saved = await gp.PageAsync("/reports/saved");

        var link = saved
            .Document.QuerySelectorAll("main a")
            .First(a => a.TextContent.Contains("=cmd()", StringComparison.Ordinal))
            .GetAttribute("href")!;
        Assert.Equal("/reports/consent-basis?group-by=organisation", link);
        await gp.PageAsync(link);
        var stranger = await app.SignInAsAsync("hospice");
        Assert.DoesNotContain("=cmd()", (await stranger.PageAsync("/reports/saved")).Text, StringComparison.Ordinal);
        await gp.SubmitAsync(saved, [], expected: 302, form: "main form[action*='Delete']");
        Assert.DoesNotContain("=cmd()", (await gp.PageAsync("/reports/saved")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_for_the_area_is_recorded_shown_and_ended()
    {
        await (await app.SignInAsAsync("admin")).PageAsync("/admin/agreements", expected: 403);
        await (await app.SignInAsAsync("gp")).PageAsync("/admin/agreements", expected: 403);
        var privacy = await app.SignInAsAsync("privacy");
        Dictionary<string, string?> answers = new()
        {
            ["Form.Organisation"] = "Y90070",
            ["Form.From.Day"] = "1",
            ["Form.From.Month"] = "1",
            ["Form.From.Year"] = "2020",
            ["Form.Reference"] = "VCB/2020/1",
        };
        await privacy.SubmitAsync(
            await privacy.PageAsync("/admin/agreements"),
            new() { ["Form.Organisation"] = "Y90070" },
            expected: 400,
            form: "#agree"
        );
        await privacy.SubmitAsync(await privacy.PageAsync("/admin/agreements"), answers, expected: 302, form: "#agree");
        var again = await privacy.SubmitAsync(await privacy.PageAsync("/admin/agreements"), answers, expected: 400, form: "#agree");
        var coordinator = await app.SignInAsAsync("coordinator");
        var agreed = await coordinator.PageAsync(Place);
        await privacy.SubmitAsync(await privacy.PageAsync("/admin/agreements"), [], expected: 302, form: "main form[action*='End']");

        Assert.Contains("holds an agreement for these days already", again.Errors[0], StringComparison.Ordinal);
        Assert.Contains("VCB/2020/1", agreed.Text, StringComparison.Ordinal);
        Assert.Contains("small numbers are hidden", (await coordinator.PageAsync(Place)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reports_count_is_what_the_plans_say_worked_out_again_in_sql()
    {
        const string Columns =
            "plan_id, counts, open, practice_id, shared, consent_to_share, started_on, born, died_on, counts_as, wish, first, first_group, actual_group, diagnosis_group, imd_decile, ethnicity, sex, in_care_home, review_on, touched_on, sections, places_on, resuscitation_on, escalation_on, anticipatory_on, allergies_on, contacts_on";
        await app.StartRecordAsync();
        await app.Database.RunAsync("create table counted_before as select * from counted_plans; delete from counted_plans;");
        await app.Database.RunAsync(EpaccsWeb.Data.Migrations.CountedPlansFill.Sql);

        Assert.Equal(
            0,
            await app.Database.ValueAsync<long>(
                $"select count(*) from (select {Columns} from counted_before except select {Columns} from counted_plans) as differs"
            )
        );
        Assert.True(await app.Database.ValueAsync<long>("select count(*) from counted_before where died_on is not null") > 10);
        await app.Database.RunAsync("drop table counted_before");
    }
}
