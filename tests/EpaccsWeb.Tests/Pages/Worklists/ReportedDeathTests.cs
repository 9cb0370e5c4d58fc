using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Pages.Meetings;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Worklists;

/// <summary>A death that is reported and not confirmed takes nobody off a list, and no list tells it as a fact.</summary>
public sealed class ReportedDeathTests(TestApp app) : MeetingScenes(app), IClassFixture<TestApp>
{
    private const string Hint = "Reported dead, unconfirmed";

    private static Resuscitation NotEndorsed =>
        new()
        {
            Decision = CprDecision.NotForCpr,
            DecidedAt = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero),
            DecidedBy = "Dr Stated",
            DiscussedWithPerson = Discussion.Yes,
        };

    [Theory]
    [InlineData("reviews-due")]
    [InlineData("no-preference")]
    [InlineData("no-cpr-entry")]
    [InlineData("awaiting-endorsement")]
    public async Task Who_is_reported_dead_stays_on_the_list_and_who_is_confirmed_dead_leaves_it(string list)
    {
        var name = $"Aaa-{list}";
        ISectionAnswers[] sections = list is "awaiting-endorsement" ? [NotEndorsed] : [];
        var patient = await App.StartRecordAsync(with: person => person with { FamilyName = name }, sections: sections);
        var gp = await App.SignInAsAsync("gp");
        Assert.DoesNotContain(Hint, await LineAsync(gp, list, name), StringComparison.Ordinal);
        var waiting = await CountAsync(gp, list);

        await ReportAsync(patient);

        Assert.Contains(Hint, await LineAsync(gp, list, name), StringComparison.Ordinal);
        Assert.Equal(waiting, await CountAsync(gp, list));
        await DieAsync(gp, patient);
        Assert.Empty(await LineAsync(gp, list, name));
        Assert.NotEqual(waiting, await CountAsync(gp, list));
    }

    [Fact]
    public async Task A_consent_that_is_missing_is_asked_for_until_the_death_is_confirmed()
    {
        var patient = await NamedAsync("Aaa-unasked");
        await ReportAsync(patient);
        await App.Database.RunAsync($"update plan_facts set consent_to_record = 'not-asked' where patient_id = '{patient}'");
        var gp = await App.SignInAsAsync("gp");
        Assert.Contains(Hint, await LineAsync(gp, "consent-missing", "Aaa-unasked"), StringComparison.Ordinal);

        await App.Database.RunAsync($"update plan_facts set death_confirmed = true where patient_id = '{patient}'");

        Assert.Empty(await LineAsync(gp, "consent-missing", "Aaa-unasked"));
    }

    [Fact]
    public async Task A_reported_death_is_to_be_confirmed_and_only_a_confirmed_one_to_be_reviewed()
    {
        const string Name = "Aaa-reported";
        var patient = await NamedAsync(Name);
        await ReportAsync(patient);
        var gp = await App.SignInAsAsync("gp");

        var reported = await LineAsync(gp, "deaths-to-complete", Name);
        foreach (var words in new[] { Hint, "Said to have died", "To be confirmed" })
        {
            Assert.Contains(words, reported, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Died ", reported, StringComparison.Ordinal);
        Assert.Empty(await LineAsync(gp, "deaths-to-review", Name));
        Assert.True(await IsCountedOpenAsync());

        await DieAsync(gp, patient);

        var confirmed = await LineAsync(gp, "deaths-to-complete", Name);
        Assert.Contains("Died ", confirmed, StringComparison.Ordinal);
        Assert.Contains("Place of death not recorded", confirmed, StringComparison.Ordinal);
        Assert.DoesNotContain(Hint, confirmed, StringComparison.Ordinal);
        Assert.Contains("Died ", await LineAsync(gp, "deaths-to-review", Name), StringComparison.Ordinal);
        Assert.False(await IsCountedOpenAsync());

        Task<bool> IsCountedOpenAsync() => App.Database.ValueAsync<bool>("select open from counted_plans where patient_id = $1", patient);
    }

    [Fact]
    public async Task A_task_says_that_the_death_is_only_reported()
    {
        const string Name = "Aaa-tasked";
        var patient = await NamedAsync(Name);
        var gp = await App.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var meeting = await StartAsync(gp);
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/meetings/{meeting}"),
            new()
            {
                ["Add"] = null,
                ["Form.Agreed"] = "Ring her.",
                ["Form.Tasks[0].What"] = "Ring her",
                ["Form.Tasks[0].Owner"] = (await App.ActorAsync("hospice")).PostId.ToString(),
                ["Form.Tasks[0].Due.Day"] = $"{Today.Day}",
                ["Form.Tasks[0].Due.Month"] = $"{Today.Month}",
                ["Form.Tasks[0].Due.Year"] = $"{Today.Year}",
            },
            302,
            Agree
        );
        await CloseAsync(gp, meeting);
        App.Clock.Advance(TimeSpan.FromSeconds(1));

        await ReportAsync(patient);
        var owner = await App.SignInAsAsync("hospice");
        Assert.Contains("reported dead and not confirmed", await LineOnAsync(owner, "/tasks", Name), StringComparison.Ordinal);

        await DieAsync(gp, patient);
        var closed = await LineOnAsync(owner, "/tasks?show=closed", Name);
        Assert.Contains(", died ", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("reported dead", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_referral_that_ends_soon_is_still_told_to_whom_it_was_made()
    {
        var patient = await NamedAsync("Aaa-referred");
        var gp = await App.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/team"),
            new() { ["Organisation"] = $"{(await App.ActorAsync("socialcare")).OrganisationId}", ["Part"] = "Referral" },
            expected: 302,
            form: "#add"
        );
        await App.Database.RunAsync(
            $"update relationships set ends_at = now() + interval '20 days' where patient_id = '{patient}' and source = 'referral'"
        );
        await ReportAsync(patient);
        var social = await App.SignInAsAsync("socialcare");
        Assert.Contains("AAA-REFERRED", (await social.PageAsync("/")).Text, StringComparison.Ordinal);

        await DieAsync(gp, patient);

        Assert.DoesNotContain("AAA-REFERRED", (await social.PageAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_death_says_died_of_a_recorded_one_only()
    {
        var patient = await NamedAsync("Aaa-said");
        await ReportAsync(patient);
        var gp = await App.SignInAsAsync("gp");
        await SaysAsync("Said to have died", not: "Died");

        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death/undo"), new() { ["Form.Reason"] = "Another person." }, 302);
        await SaysAsync("Said to have died", not: "Died");

        await DieAsync(gp, patient);
        await SaysAsync("Died", not: "Said to have died");

        async Task SaysAsync(string key, string not)
        {
            var page = await gp.PageAsync($"/records/{patient}/death");
            var keys = page.Document.QuerySelectorAll("main dt").Select(one => one.TextContent.Trim()).ToList();
            Assert.Contains(key, keys);
            Assert.DoesNotContain(not, keys);
        }
    }

    private Task<Guid> NamedAsync(string name) => App.StartRecordAsync(with: person => person with { FamilyName = name });

    private async Task ReportAsync(Guid patient)
    {
        var ooh = await App.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await DieAsync(ooh, patient);
    }

    /// <summary>What the first page of a list says of somebody whose name comes first; nothing when they are not on it.</summary>
    private static Task<string> LineAsync(TestBrowser browser, string list, string name) =>
        LineOnAsync(browser, $"/worklists/{list}?sort=name", name);

    private static async Task<string> LineOnAsync(TestBrowser browser, string address, string name) =>
        (await browser.PageAsync(address))
            .Document.QuerySelectorAll("main li")
            .FirstOrDefault(line => line.TextContent.Contains(name.ToUpperInvariant(), StringComparison.Ordinal))
            ?.TextContent
        ?? string.Empty;

    private static async Task<string> CountAsync(TestBrowser browser, string list) =>
        (await browser.PageAsync("/")).Document.QuerySelector($"main a[href='/worklists/{list}']")!.TextContent;
}
