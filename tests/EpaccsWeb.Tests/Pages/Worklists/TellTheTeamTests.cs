using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Worklists;

/// <summary>Whoever cares for a person hears of a change, works through it, and sees who has taken note.</summary>
public sealed class TellTheTeamTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_change_reaches_the_inbox_of_the_team_and_one_of_them_takes_note_for_all()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Inboxer" });
        var gp = await app.SignInAsAsync("gp");
        await AddToTeamAsync(gp, patient, "St Clare's Hospice");
        await SaveKeySafeAsync(gp, patient);

        var hospice = await app.SignInAsAsync("hospice");
        var inbox = await hospice.PageAsync("/inbox");
        var item = inbox
            .Document.QuerySelectorAll("main li")
            .Single(one =>
                one.TextContent.Contains("INBOXER", StringComparison.Ordinal)
                && one.TextContent.Contains("Access to home: recorded", StringComparison.Ordinal)
            );
        Assert.Contains("General practitioner, Riverside Surgery", item.TextContent, StringComparison.Ordinal);
        await hospice.SubmitAsync(
            inbox,
            new() { ["notice"] = item.QuerySelector("[name=notice]")!.GetAttribute("value") },
            expected: 302,
            form: $"main form:has([value='{item.QuerySelector("[name=notice]")!.GetAttribute("value")}'])"
        );

        Assert.DoesNotContain(
            (await hospice.PageAsync("/inbox")).Document.QuerySelectorAll("main li"),
            one =>
                one.TextContent.Contains("INBOXER", StringComparison.Ordinal)
                && one.TextContent.Contains("Access to home", StringComparison.Ordinal)
        );
        Assert.Contains("Taken note of", (await hospice.PageAsync("/inbox?all=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_another_organisation_starts_is_told_to_the_practice_and_the_care_home()
    {
        var patient = await app.StartRecordAsync("hospice", with: person => person with { FamilyName = "Starter" });
        var hidden = await app.StartRecordAsync("hospice", ConsentStatus.Withdrawn, person => person with { FamilyName = "Hiddenstarter" });

        var inbox = await (await app.SignInAsAsync("gp")).PageAsync("/inbox");

        var item = inbox.Document.QuerySelectorAll("main li").Single(one => one.TextContent.Contains("STARTER", StringComparison.Ordinal));
        Assert.Contains("Record: started", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("St Clare's Hospice", item.TextContent, StringComparison.Ordinal);
        Assert.NotNull(item.QuerySelector($"a[href='/records/{patient}']"));
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from notices where patient_id = $1", hidden));
    }

    [Fact]
    public async Task What_changed_since_I_looked_leaves_the_list_when_I_look()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Changer" });
        var gp = await app.SignInAsAsync("gp");
        await AddToTeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await app.SignInAsAsync("hospice");
        await hospice.PageAsync($"/records/{patient}");
        Assert.DoesNotContain("CHANGER", (await hospice.PageAsync("/worklists/changed")).Text, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveKeySafeAsync(gp, patient);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("CHANGER", (await hospice.PageAsync("/worklists/changed")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("CHANGER", (await gp.PageAsync("/worklists/changed")).Text, StringComparison.Ordinal);
        await hospice.PageAsync($"/records/{patient}/history");
        Assert.DoesNotContain("CHANGER", (await hospice.PageAsync("/worklists/changed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_outside_the_holder_hears_of_a_record_that_is_not_shared()
    {
        var patient = await app.StartRecordAsync(share: ConsentStatus.Withdrawn);
        var gp = await app.SignInAsAsync("gp");
        await AddToTeamAsync(gp, patient, "St Clare's Hospice");
        await SaveKeySafeAsync(gp, patient);

        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from notices join organisations on organisations.id = organisation_id where patient_id = $1 and name like 'St Clare%'",
                patient
            )
        );
    }

    [Fact]
    public async Task Somebody_elses_notice_cannot_be_taken_note_of()
    {
        var patient = await app.StartRecordAsync();
        await SaveKeySafeAsync(await app.SignInAsAsync("gp"), patient);
        var notice = await app.Database.ValueAsync<Guid>("select id from notices where patient_id = $1", patient);
        var stranger = await app.SignInAsAsync("gp2");
        var token = (await stranger.PageAsync("/patients")).ValueOf("__RequestVerificationToken")!;

        await stranger.PostAsync(
            "/inbox",
            new Dictionary<string, string> { ["notice"] = $"{notice}", ["__RequestVerificationToken"] = token },
            expected: 404
        );
    }

    [Fact]
    public async Task A_decision_goes_to_the_senior_who_was_asked_and_is_chased_after_72_hours()
    {
        var patient = await app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            person => person with { FamilyName = "Endorsee" },
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                DiscussedWithPerson = Discussion.Yes,
            }
        );
        var gp = await app.SignInAsAsync("gp");
        var ask = await gp.PageAsync($"/records/{patient}/resuscitation/1/endorsement");
        var refused = await gp.SubmitAsync(ask, [], expected: 400);
        Assert.Equal("Choose whom to ask.", Assert.Single(refused.Errors));
        await gp.SubmitAsync(ask, new() { ["Endorser"] = $"{(await app.ActorAsync("gp")).PostId}" }, expected: 302);

        Assert.Contains("was asked to endorse it", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        Assert.Contains("Asked of you", await LineAsync(gp), StringComparison.Ordinal);
        var was = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromHours(73));
        try
        {
            gp = await app.SignInAsAsync("gp");
            Assert.Contains("Asked over 72 hours ago", await LineAsync(gp), StringComparison.Ordinal);

            await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}"), [], expected: 302, form: "#resuscitation form");
            Assert.Empty(await LineAsync(gp));
            Assert.Equal(
                0L,
                await app.Database.ValueAsync<long>(
                    "select count(*) from endorsement_requests where closed_at is null and patient_id = $1",
                    patient
                )
            );
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }

        static async Task<string> LineAsync(TestBrowser gp) =>
            (await gp.PageAsync("/worklists/awaiting-endorsement"))
                .Document.QuerySelectorAll("main li")
                .FirstOrDefault(line => line.TextContent.Contains("ENDORSEE", StringComparison.Ordinal))
                ?.TextContent
            ?? string.Empty;
    }

    [Fact]
    public async Task Urgent_care_told_is_asked_again_after_a_change()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/told");
        await gp.SubmitAsync(page, new() { ["Form.Whom"] = "Ambulance, special note" }, expected: 302);
        Assert.DoesNotContain("Changed since", (await gp.PageAsync($"/records/{patient}/told")).Text, StringComparison.Ordinal);

        await SaveKeySafeAsync(gp, patient);

        Assert.Contains("Changed since they were told", (await gp.PageAsync($"/records/{patient}/told")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("practice", "no-cpr-entry", 403)]
    [InlineData("practice", "reviews-due", 200)]
    [InlineData("coordinator", "awaiting-endorsement", 403)]
    [InlineData("coordinator", "deaths-to-complete", 200)]
    [InlineData("ooh", "reviews-due", 403)]
    [InlineData("gp", "nonsense", 404)]
    public async Task Each_role_works_its_own_lists(string account, string list, int status) =>
        await (await app.SignInAsAsync(account)).PageAsync($"/worklists/{list}", expected: status);

    [Fact]
    public async Task The_inbox_is_for_readers_of_the_record_and_a_care_home_tells_nobody_for_the_team()
    {
        await (await app.SignInAsAsync("practice")).PageAsync("/inbox", expected: 403);
        await (await app.SignInAsAsync("coordinator")).PageAsync("/inbox", expected: 403);
        var patient = await app.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });
        var told = await (await app.SignInAsAsync("carehome")).PageAsync($"/records/{patient}/told");

        Assert.Empty(told.Document.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Every_list_names_whom_the_demo_people_put_there()
    {
        var gp = await app.SignInAsAsync("gp");

        Assert.Contains("JOHNSON, Brian (Mr)", (await gp.PageAsync("/worklists/reviews-due")).Text, StringComparison.Ordinal);
        Assert.Contains("JOHNSON, Brian (Mr)", (await gp.PageAsync("/worklists/no-preference")).Text, StringComparison.Ordinal);
        Assert.Contains("JOHNSON, Brian (Mr)", (await gp.PageAsync("/worklists/no-cpr-entry")).Text, StringComparison.Ordinal);
        Assert.Contains("THOMAS, Huw (Mr)", (await gp.PageAsync("/worklists/awaiting-endorsement")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("KHAN", (await gp.PageAsync("/worklists/reviews-due")).Text, StringComparison.Ordinal);
    }

    private static async Task SaveKeySafeAsync(TestBrowser browser, Guid patient) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/records/{patient}/plan/access-to-home"),
            new() { ["Form.KeySafe"] = $"{Guid.NewGuid()}" },
            expected: 302
        );

    private async Task AddToTeamAsync(TestBrowser gp, Guid patient, string organisation)
    {
        var id = await app.Database.ValueAsync<Guid>("select id from organisations where name = $1", organisation);
        var page = await gp.PageAsync($"/records/{patient}/team");
        var field = page.Document.QuerySelector("main select")!.GetAttribute("name")!;
        await gp.SubmitAsync(page, new() { [field] = $"{id}" }, expected: 302, form: "main form:has(select)");
    }
}
