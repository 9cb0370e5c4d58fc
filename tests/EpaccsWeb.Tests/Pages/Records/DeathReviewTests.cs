using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Pages.Reports;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The after-death review: what was wished, what happened, why, what to learn; whom it waits for, and what reports count of it.</summary>
public sealed class DeathReviewTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Form = "#review";

    private DateOnly Today => London.Day(app.Clock.GetUtcNow());

    [Fact]
    public async Task It_shows_the_wish_and_the_death_keeps_each_version_and_is_counted()
    {
        var patient = await PersonAsync("Reviewed");
        var gp = await app.SignInAsAsync("gp");
        await DieAsync(gp, patient);
        var before = await CountAsync(gp);
        Assert.Contains("REVIEWED, Pat", (await gp.PageAsync("/worklists/deaths-to-review")).Text, StringComparison.Ordinal);
        Assert.Contains("After-death review", (await gp.PageAsync($"/records/{patient}/death")).Text, StringComparison.Ordinal);
        var page = await gp.PageAsync($"/records/{patient}/death/review");
        foreach (var words in new[] { "Own home", London.Show(Today), "Hospital", "First choice met No", "No hospice or care home bed" })
        {
            Assert.Contains(words, page.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.NotNull(page.Document.QuerySelector(".app-banner--deceased"));
        var refused = await gp.SubmitAsync(page, new() { ["Form.WentWell"] = "kept" }, 400, Form);
        Assert.Equal(["Write what happened and why.", "Write what is to be learnt, or that there is nothing to learn."], refused.Errors);
        Assert.Equal("kept", refused.ValueOf("Form.WentWell"));
        var tooLong = await gp.SubmitAsync(page, new() { ["Form.WillChange"] = new string('x', 2001) }, 400, Form);
        Assert.Contains(
            tooLong.Errors,
            error => error.Contains("2000", StringComparison.Ordinal) || error.Contains("2,000", StringComparison.Ordinal)
        );

        await gp.SubmitAsync(page, Filled("Fell, and was taken in."), 302, Form);
        await gp.SubmitAsync(page, Filled("Fell, and was taken in."), 302, Form);

        var shown = await gp.PageAsync($"/records/{patient}/death/review");
        foreach (
            var words in new[]
            {
                "Fell, and was taken in.",
                "Ask the hospice sooner.",
                "Missed opportunity",
                "The bed is asked for on Friday.",
                "Review 1",
            }
        )
        {
            Assert.Contains(words, shown.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("changed since", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("REVIEWED, Pat", (await gp.PageAsync("/worklists/deaths-to-review")).Text, StringComparison.Ordinal);
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from death_reviews where patient_id = $1", patient));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'changed' and detail = 'after-death review 1'",
                patient
            )
        );
        Assert.Equal((before.Reviewed + 1, before.No + 1, before.Missed + 1), await CountAsync(gp));

        // The second review holds for the report; the first stays to be read.
        await gp.SubmitAsync(shown, new() { ["Form.WhatHappened"] = "Second thoughts.", ["Form.InTheWay"] = "System" }, 302, Form);
        var both = await gp.PageAsync($"/records/{patient}/death/review");
        Assert.Contains("Second thoughts.", both.Text, StringComparison.Ordinal);
        Assert.Contains("Fell, and was taken in.", both.Text, StringComparison.Ordinal);
        Assert.Equal((before.Reviewed + 1, before.No + 1, before.Missed), await CountAsync(gp));
        var people = await gp.PageAsync(
            $"/reports/preferred-place-of-death/people?measure=review-in-the-way-system&from={Today:yyyy-MM-01}&to={Today:yyyy-MM-dd}"
        );
        Assert.Contains("REVIEWED, Pat", people.Text, StringComparison.Ordinal);

        // A review of a death that was taken back is no review of the next one.
        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death/undo"), new() { ["Form.Reason"] = "Another person." }, 302);
        await gp.PageAsync($"/records/{patient}/death/review", expected: 404);
        await DieAsync(gp, patient);
        Assert.Contains(
            "Of a death that was taken back",
            (await gp.PageAsync($"/records/{patient}/death/review")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("REVIEWED, Pat", (await gp.PageAsync("/worklists/deaths-to-review")).Text, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(gp));
    }

    [Fact]
    public async Task Two_reviews_of_one_version_are_a_conflict_that_shows_both_and_both_are_kept_in_the_end()
    {
        var patient = await PersonAsync("Conflicted");
        var gp = await app.SignInAsAsync("gp");
        await DieAsync(gp, patient);
        var mine = await gp.PageAsync($"/records/{patient}/death/review");
        var theirs = await gp.PageAsync($"/records/{patient}/death/review");
        await gp.SubmitAsync(theirs, Filled("Theirs."), 302, Form);
        var conflict = await gp.SubmitAsync(mine, Filled("Mine."), 409, Form);
        Assert.Equal("Mine.", conflict.ValueOf("Form.WhatHappened"));
        Assert.Contains("Theirs.", conflict.Text, StringComparison.Ordinal);
        await gp.SubmitAsync(conflict, [], 302, Form);
        Assert.Equal(2L, await app.Database.ValueAsync<long>("select count(*) from death_reviews where patient_id = $1", patient));
    }

    [Fact]
    public async Task The_team_is_told_and_writes_for_28_days_and_then_the_holder_of_the_record_does()
    {
        var patient = await PersonAsync("Teamwork");
        var gp = await app.SignInAsAsync("gp");
        var hospiceId = await app.Database.ValueAsync<Guid>("select id from organisations where ods_code = 'Y90020'");
        var team = await gp.PageAsync($"/records/{patient}/team");
        await gp.SubmitAsync(
            team,
            new() { [team.Document.QuerySelector("main select")!.GetAttribute("name")!] = $"{hospiceId}" },
            302,
            "main form:has(select)"
        );
        await gp.PageAsync($"/records/{patient}/death/review", expected: 404);
        await DieAsync(gp, patient);
        var hospice = await app.SignInAsAsync("hospice");
        Assert.Contains("TEAMWORK, Pat", (await hospice.PageAsync("/worklists/deaths-to-review")).Text, StringComparison.Ordinal);
        await hospice.SubmitAsync(await hospice.PageAsync($"/records/{patient}/death/review"), Filled("We were called late."), 302, Form);
        var inbox = await gp.PageAsync("/inbox");
        Assert.Contains("After-death review: written", inbox.Text, StringComparison.Ordinal);
        Assert.NotNull(inbox.Document.QuerySelector($"a[href='/records/{patient}/death/review']"));

        app.Clock.Advance(TimeSpan.FromDays(29));
        try
        {
            await (await app.SignInAsAsync("hospice")).PageAsync($"/records/{patient}/death/review", expected: 403);
            gp = await app.SignInAsAsync("gp");
            await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death/review"), Filled("Later."), 302, Form);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromDays(-29));
        }
    }

    [Theory]
    [InlineData("coordinator", 403)]
    [InlineData("practice", 403)]
    [InlineData("gp2", 403)]
    [InlineData("carehome", 404)]
    [InlineData("admin", 404)]
    public async Task Who_reads_no_plan_reads_no_review(string account, int expected)
    {
        var patient = await PersonAsync("Closed");
        await DieAsync(await app.SignInAsAsync("gp"), patient);
        await (await app.SignInAsAsync(account)).PageAsync($"/records/{patient}/death/review", expected);
    }

    [Theory]
    [InlineData("practice")]
    [InlineData("coordinator")]
    public async Task The_list_is_for_those_who_write_reviews(string account) =>
        await (await app.SignInAsAsync(account)).PageAsync("/worklists/deaths-to-review", expected: 403);

    [Fact]
    public async Task Small_numbers_of_reviews_are_hidden_beyond_ones_own_people_on_the_page_and_in_the_file()
    {
        await ReportPeople.AddAsync(app.Database, Dead.Many(30, 2019, Place.OwnHome, Place.OwnHome));
        await app.Database.RunAsync(
            """
            insert into death_reviews (id, patient_id, number, death_number, at, author_id, author_name, post_id, author_role, author_organisation, submit_token,
                                       what_happened, to_learn, in_the_way)
            select gen_random_uuid(), patient_id, 1, 1, now(), gen_random_uuid(), 'A', gen_random_uuid(), 'general-practitioner', 'B', gen_random_uuid(), 'C', 'D',
                   case when row_number() over () <= 10 then 'nothing' else 'system' end
            from (select patient_id from counted_plans where died_on between '2019-01-01' and '2019-12-31' order by patient_id limit 13) as a_few
            """
        );
        const string Year = "from=2019-01-01&to=2019-12-31";
        var own = await ReportFile.DownloadAsync(await app.SignInAsAsync("gp"), Year);
        Assert.Equal("13/30 43.3 43.3..43.3", own["reviewed-after-death"]);
        Assert.Equal("10/13 76.9 33.3..90.0", own["review-in-the-way-nothing"]);
        Assert.Equal("3/13 23.1 10.0..66.7", own["review-in-the-way-system"]);
        Assert.Equal("0/13 0.0 0.0..56.7", own["review-right-place-yes"]);

        var coordinator = await app.SignInAsAsync("coordinator");
        var beyond = await ReportFile.DownloadAsync(coordinator, Year);
        Assert.StartsWith("15/30 ", beyond["reviewed-after-death"], StringComparison.Ordinal);
        Assert.StartsWith("*/15 * ", beyond["review-in-the-way-system"], StringComparison.Ordinal);
        var page = await coordinator.PageAsync($"/reports/preferred-place-of-death?{Year}");
        Assert.Contains("Deaths with a review: 15 of 30", page.Text, StringComparison.Ordinal);
        Assert.Matches(@"System: care, beds or supplies were missing\s*\*\s*\*", page.Text);
        Assert.Contains(
            "Deaths with a review: 13",
            (await (await app.SignInAsAsync("gp")).PageAsync($"/reports/preferred-place-of-death?{Year}")).Text,
            StringComparison.Ordinal
        );
    }

    private Task<Guid> PersonAsync(string name) =>
        app.StartRecordAsync(
            with: person => person with { FamilyName = name },
            sections: new PreferredPlaces
            {
                ExpressedOn = Today,
                Death = new() { First = new() { Place = Place.OwnHome } },
            }
        );

    private async Task DieAsync(TestBrowser gp, Guid patient) =>
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/death"),
            new()
            {
                ["Form.DiedOn.Day"] = $"{Today.Day}",
                ["Form.DiedOn.Month"] = $"{Today.Month}",
                ["Form.DiedOn.Year"] = $"{Today.Year}",
                ["Form.Status"] = "Formal",
                ["Form.ActualPlace"] = "Hospital",
                ["Form.Variance"] = "NoBed",
            },
            302
        );

    private static Dictionary<string, string?> Filled(string happened) =>
        new()
        {
            ["Form.WhatHappened"] = happened,
            ["Form.RightPlace"] = "No",
            ["Form.InTheWay"] = "MissedOpportunity",
            ["Form.WentWell"] = "The family was there.",
            ["Form.ToLearn"] = "Ask the hospice sooner.",
            ["Form.WillChange"] = "The bed is asked for on Friday.",
        };

    private async Task<(int Reviewed, int No, int Missed)> CountAsync(TestBrowser gp)
    {
        var file = await ReportFile.DownloadAsync(gp, $"from={Today:yyyy-MM-01}&to={Today:yyyy-MM-dd}");
        return (Of("reviewed-after-death"), Of("review-right-place-no"), Of("review-in-the-way-missed-opportunity"));

        int Of(string measure) => int.Parse(file[measure].Split('/')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
