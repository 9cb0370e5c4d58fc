using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Who gets into a record, who does not, and what a refusal tells.</summary>
public sealed class AccessTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Token = "Zyxwvut";

    private static readonly string[] Pages =
    [
        "",
        "/person",
        "/consent",
        "/team",
        "/death",
        "/history",
        "/activity",
        "/print",
        "/copy",
        "/letter",
        "/plan/resuscitation",
        "/plan/preferred-places",
        "/consent/share",
    ];

    [Fact]
    public async Task A_stranger_is_refused_without_one_fact_and_the_refusal_is_audited()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var stranger = await app.SignInAsAsync("gp2");

        foreach (var page in Pages)
        {
            var refused = await stranger.PageAsync($"/records/{patient}{page}", expected: 403);
            Assert.DoesNotContain(Token, refused.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"/emergency/{patient}", refused.Html, StringComparison.Ordinal);
        }

        Assert.Equal(
            (long)Pages.Length,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'refused' and detail like '%no-relationship'",
                patient
            )
        );
    }

    [Fact]
    public async Task A_way_in_that_ends_after_the_gate_is_refused_and_the_refusal_is_audited()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{patient}");
        // The gate still lets the post in, and the database no longer shows it anything.
        await app.Database.RunAsync(
            "create policy ended on plan_facts as restrictive for select to epaccs_app using (acting('patient') is null)"
        );
        try
        {
            var refused = await gp.PageAsync($"/records/{patient}", expected: 403);
            Assert.DoesNotContain(Token, refused.Html, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            await app.Database.RunAsync("drop policy ended on plan_facts");
        }

        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'refused' and detail = 'overview: no-permission'",
                patient
            )
        );
    }

    [Fact]
    public async Task An_unknown_id_and_a_withdrawn_record_answer_alike()
    {
        var withdrawn = await StartAsync(ConsentStatus.Withdrawn);
        var stranger = await app.SignInAsAsync("gp2");

        var hidden = await stranger.PageAsync($"/records/{withdrawn}", expected: 404);
        var unknown = await stranger.PageAsync($"/records/{Guid.NewGuid()}", expected: 404);

        Assert.Equal(Comparable(unknown), Comparable(hidden));
        Assert.Equal(unknown.Headers.Select(header => header.Key).Order(), hidden.Headers.Select(header => header.Key).Order());
        await stranger.PageAsync($"/emergency/{withdrawn}", expected: 404);
    }

    [Fact]
    public async Task Withdrawing_hides_the_record_from_the_next_request_on_and_the_recorder_still_works()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var gp = await app.SignInAsAsync("gp");
        var hospice = (await app.ActorAsync("hospice")).OrganisationId;
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/team"),
            new() { ["Organisation"] = hospice.ToString() },
            expected: 302,
            form: "#add"
        );
        var clinician = await app.SignInAsAsync("hospice");
        await clinician.PageAsync($"/records/{patient}");

        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/consent/share"),
            new() { ["Form.Status"] = "Withdrawn" },
            expected: 302
        );

        await clinician.PageAsync($"/records/{patient}", expected: 404);
        await gp.PageAsync($"/records/{patient}");
        await gp.PageAsync($"/records/{patient}/plan/preferred-places");
    }

    [Theory]
    [InlineData("privacy")]
    [InlineData("sysadmin")]
    [InlineData("admin")]
    public async Task Posts_that_may_not_find_get_404_for_every_record(string account)
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var browser = await app.SignInAsAsync(account);

        foreach (var page in Pages)
        {
            await browser.PageAsync($"/records/{patient}{page}", expected: 404);
        }

        await browser.PageAsync("/patients", expected: 403);
    }

    [Theory]
    [InlineData("ooh", 200)]
    [InlineData("ambulance", 403)]
    public async Task Caring_now_opens_what_the_role_has_until_the_visit_is_finished(string account, int overview)
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var browser = await app.SignInAsAsync(account);
        await browser.PageAsync($"/records/{patient}", expected: 403);
        await browser.SubmitAsync(await browser.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        await browser.PageAsync($"/records/{patient}", expected: overview);
        await browser.PageAsync($"/records/{patient}/consent/share", expected: 403);
        Assert.Contains(
            "Caring for the person now",
            (await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/team")).Text,
            StringComparison.Ordinal
        );

        app.Clock.Advance(TimeSpan.FromHours(0));
        await browser.PostAsync(
            $"/emergency/{patient}?handler=Finish",
            TestBrowser.FieldsOf(
                (AngleSharp.Html.Dom.IHtmlFormElement)(await browser.PageAsync("/patients")).Document.QuerySelector("main form")!,
                []
            ),
            expected: 302
        );
        await browser.PageAsync($"/records/{patient}", expected: 403);
    }

    [Fact]
    public async Task Break_glass_opens_reading_for_an_hour_with_a_reason()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var browser = await app.SignInAsAsync("hospital");
        var page = await browser.PageAsync($"/emergency/{patient}");
        await browser.SubmitAsync(page, new() { ["Form.Reason"] = "Other" }, expected: 400, form: "#break-glass");
        await browser.SubmitAsync(page, new() { ["Form.Reason"] = "Emergency" }, expected: 302, form: "#break-glass");

        await browser.PageAsync($"/records/{patient}");
        await browser.PageAsync($"/records/{patient}/plan/preferred-places", expected: 403);
        await app.Database.RunAsync(
            $"update relationships set ends_at = now() - interval '1 second' where patient_id = '{patient}' and source = 'break-glass'"
        );
        await browser.PageAsync($"/records/{patient}", expected: 403);
    }

    [Fact]
    public async Task Nobody_is_offered_what_their_post_may_not_do()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var coordinator = await app.SignInAsAsync("coordinator");

        var page = await coordinator.PageAsync($"/records/{patient}");

        // Demographics are a coordinator's to change; nothing else on the page is.
        Assert.DoesNotContain(
            page.Document.QuerySelectorAll("main a").Where(link => link.GetAttribute("href") != $"/records/{patient}/person"),
            link =>
                link.TextContent.Contains("Change", StringComparison.Ordinal) || link.TextContent.Contains("Add", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Resuscitation", page.Text, StringComparison.Ordinal);
        await coordinator.PageAsync($"/records/{patient}/history", expected: 403);
        await coordinator.PageAsync($"/records/{patient}/consent");
    }

    [Fact]
    public async Task Each_view_has_one_audit_line()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var gp = await app.SignInAsAsync("gp");
        foreach (var page in Pages)
        {
            await gp.PageAsync($"/records/{patient}{page}");
        }

        Assert.Equal(
            (long)Pages.Length,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action in ('view', 'printed', 'exported')",
                patient
            )
        );
    }

    [Fact]
    public async Task Nothing_of_a_person_is_logged()
    {
        var patient = await StartAsync(ConsentStatus.Given);
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{patient}");
        await gp.SubmitAsync(await gp.PageAsync("/patients"), new() { ["q"] = Token });
        await gp.PageAsync($"/records/{patient}/history?as-at={Token}", expected: 400);

        Assert.DoesNotContain(app.Log.All, line => line.Contains(Token, StringComparison.OrdinalIgnoreCase));
    }

    private Task<Guid> StartAsync(ConsentStatus share) =>
        app.StartRecordAsync("gp", share, person => person with { FamilyName = Token, GivenName = Token, AddressLine1 = Token });

    private static string Comparable(TestPage page) =>
        System.Text.RegularExpressions.Regex.Replace(page.Html, "Reference: [^<]*|value=\"CfDJ[^\"]*\"", string.Empty);
}
