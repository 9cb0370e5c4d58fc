using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Where the key safe is, and its code: on no page until it is asked for, and each showing is kept.</summary>
public sealed class KeySafeTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Code = "Porchcode 7391";

    [Fact]
    public async Task No_page_holds_the_code_until_it_is_asked_for()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/plan/access-to-home"),
            new() { ["Form.KeySafe"] = $"{Code} new" },
            expected: 302,
            form: "#section"
        );
        var shown = await ShownAsync(patient);

        foreach (
            var page in new[]
            {
                "",
                "/urgent",
                "/history",
                "/history?as-at=2099-01-01T00:00",
                "/print",
                "/print?for=person",
                "/print?as-at=2099-01-01T00:00",
                "/copy",
                "/preview?role=HospiceClinician",
                "/preview?role=AmbulanceClinician",
                "/activity",
                "/letter",
                "/key-safe",
            }
        )
        {
            Assert.DoesNotContain("7391", (await gp.PageAsync($"/records/{patient}{page}")).Html, StringComparison.Ordinal);
        }

        Assert.Equal(shown, await ShownAsync(patient));
        foreach (var page in new[] { "/print", "/copy", "/history" })
        {
            Assert.Contains(SectionWords.KeptBack, (await gp.PageAsync($"/records/{patient}{page}")).Text, StringComparison.Ordinal);
        }

        // A new code is a change, though neither is said.
        var entry = (await gp.PageAsync($"/records/{patient}/history")).Document.QuerySelector(".app-timeline__item")!;
        Assert.Contains("Another, not shown here", entry.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gp", "")]
    [InlineData("gp", "/urgent")]
    [InlineData("ooh", "/urgent")]
    [InlineData("ambulance", "/urgent")]
    [InlineData("callhandler", "/urgent")]
    public async Task Who_attends_asks_without_script_and_each_time_is_an_entry_that_the_team_can_read(string account, string page)
    {
        var patient = await StartAsync();
        var browser = await CaringAsync(account, patient);
        var from = await browser.PageAsync($"/records/{patient}{page}");
        Assert.DoesNotContain("7391", from.Html, StringComparison.Ordinal);

        for (var time = 1; time <= 2; time++)
        {
            var answer = await browser.SubmitAsync(from, [], expected: 200, form: "form[action$='/key-safe']");
            Assert.Contains(Code, answer.Document.GetElementById("key-safe")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(time, await ShownAsync(patient));
        }

        var activity = await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/activity");
        Assert.Contains("Was shown the key safe code", activity.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/urgent")]
    public async Task The_home_where_the_person_lives_reads_the_whole_record_and_asks_too(string page)
    {
        var patient = await StartAsync();
        var home = await app.SignInAsAsync("carehome");
        var from = await home.PageAsync($"/records/{patient}{page}");
        Assert.Contains("A friendly dog", from.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7391", from.Html, StringComparison.Ordinal);

        var answer = await home.SubmitAsync(from, [], expected: 200, form: "form[action$='/key-safe']");

        Assert.Contains(Code, answer.Document.GetElementById("key-safe")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await ShownAsync(patient));
        await home.PageAsync($"/records/{patient}/plan/access-to-home", expected: 403);
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("practice")]
    [InlineData("hospital")]
    [InlineData("socialcare")]
    public async Task Whoever_does_not_attend_is_refused_and_it_is_kept(string account)
    {
        var patient = await StartAsync();
        var browser = await app.SignInAsAsync(account);
        var token = (await browser.PageAsync("/")).ValueOf("__RequestVerificationToken")!;

        var answer = await browser.PostAsync($"/records/{patient}/key-safe", [new("__RequestVerificationToken", token)]);

        Assert.Contains(answer.Status, new[] { 403, 404 });
        Assert.DoesNotContain("7391", answer.Html, StringComparison.Ordinal);
        Assert.Equal(0, await ShownAsync(patient));
        Assert.Equal(1L, await CountAsync(patient, "action = 'refused' and detail like 'key-safe%'"));
    }

    [Fact]
    public async Task Outside_the_team_of_a_restricted_person_it_is_refused()
    {
        var patient = await app.StartRecordAsync(
            with: person => person with { Restricted = true },
            sections: new AccessToHome { KeySafe = Code }
        );
        var ooh = await CaringAsync("ooh", patient);
        var card = await ooh.PageAsync($"/records/{patient}/urgent");
        Assert.Empty(card.Document.QuerySelectorAll("form[action$='/key-safe']"));

        var token = card.ValueOf("__RequestVerificationToken")!;
        await ooh.PostAsync($"/records/{patient}/key-safe", [new("__RequestVerificationToken", token)], expected: 403);

        Assert.Equal(0, await ShownAsync(patient));
    }

    [Fact]
    public async Task Without_the_antiforgery_token_nothing_is_shown()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");

        Assert.Equal(400, (await gp.PostAsync($"/records/{patient}/key-safe", [])).Status);

        Assert.Equal(0, await ShownAsync(patient));
    }

    [Fact]
    public async Task The_form_of_the_section_holds_it_and_counts_as_a_showing_each_time()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");

        var form = await gp.PageAsync($"/records/{patient}/plan/access-to-home");
        Assert.Equal(Code, form.ValueOf("Form.KeySafe"));
        Assert.Equal(1, await ShownAsync(patient));

        await gp.SubmitAsync(form, new() { ["Form.LivesAlone"] = "perhaps" }, expected: 400, form: "#section");
        Assert.Equal(2, await ShownAsync(patient));
    }

    private Task<Guid> StartAsync() =>
        app.StartRecordAsync(
            with: person => person with { CareHomeCode = "Y90060" },
            sections: new AccessToHome { KeySafe = Code, Notes = "A friendly dog" }
        );

    private async Task<TestBrowser> CaringAsync(string account, Guid patient)
    {
        var browser = await app.SignInAsAsync(account);
        if (account is not "gp")
        {
            await browser.SubmitAsync(await browser.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        }

        return browser;
    }

    private async Task<int> ShownAsync(Guid patient) => (int)await CountAsync(patient, "action = 'key-safe-shown'");

    private Task<long> CountAsync(Guid patient, string where) =>
        app.Database.ValueAsync<long>($"select count(*) from audit_entries where patient_id = $1 and {where}", patient);
}
