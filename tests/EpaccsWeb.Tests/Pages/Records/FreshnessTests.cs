using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Every statement says how old it is; confirming renews its age and changes nothing; drafts survive.</summary>
public sealed class FreshnessTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Old = "Not confirmed since";

    [Fact]
    public async Task A_statement_grows_old_everywhere_and_confirming_it_renews_its_age_only()
    {
        var patient = await app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            null,
            new AnticipatoryMedicines { Status = AnticipatoryStatus.Prescribed, Medicines = "Morphine" }
        );
        var was = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(100));
        try
        {
            var gp = await app.SignInAsAsync("gp");
            var overview = await gp.PageAsync($"/records/{patient}");
            Assert.Contains(Old, overview.Document.QuerySelector("#anticipatory-medicines")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(Old, (await gp.PageAsync($"/records/{patient}/urgent")).Text, StringComparison.Ordinal);

            await gp.SubmitAsync(overview, [], expected: 302, form: "#anticipatory-medicines form");

            var card = (await gp.PageAsync($"/records/{patient}")).Document.QuerySelector("#anticipatory-medicines")!.TextContent;
            Assert.DoesNotContain(Old, card, StringComparison.Ordinal);
            Assert.Contains("Confirmed, no change", card, StringComparison.Ordinal);
            Assert.Equal("1", (await gp.PageAsync($"/records/{patient}/plan/anticipatory-medicines")).ValueOf("BasedOn"));
            Assert.Contains(
                "version 1 confirmed, no change",
                (await gp.PageAsync($"/records/{patient}/history")).Text,
                StringComparison.Ordinal
            );
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Who_was_present_is_kept_and_shown()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync($"/records/{patient}/plan/access-to-home");

        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch", ["Present"] = "Her daughter" }, expected: 302);

        Assert.Contains("Present: Her daughter", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_keeps_what_was_typed_wrong_dates_too_and_is_nobody_elses()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var address = $"/records/{patient}/plan/anticipatory-medicines";
        var form = await gp.PageAsync(address);
        var fields = TestBrowser.FieldsOf(
            (AngleSharp.Html.Dom.IHtmlFormElement)form.Document.QuerySelector("#section")!,
            new()
            {
                ["Form.Location"] = "Shelf",
                ["Form.ExpiresOn.Day"] = "31",
                ["Form.ExpiresOn.Month"] = "Feb",
            }
        );

        await gp.PostAsync($"{address}?handler=Draft", fields, expected: 204);

        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from drafts where patient_id = $1", patient));
        Assert.DoesNotContain("Shelf", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        Assert.Contains("You have unsaved work", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        var kept = await gp.PageAsync(address);
        Assert.Equal(["Shelf", "31", "Feb"], new[] { "Form.Location", "Form.ExpiresOn.Day", "Form.ExpiresOn.Month" }.Select(kept.ValueOf));
        Assert.Empty(kept.Errors);
        Assert.NotEqual("Shelf", (await (await app.SignInAsAsync("hospital")).PageAsync(address, expected: 403)).ValueOf("Form.Location"));

        await gp.SubmitAsync(
            kept,
            new()
            {
                ["Form.Status"] = "Prescribed",
                ["Form.ExpiresOn.Day"] = "",
                ["Form.ExpiresOn.Month"] = "",
            },
            expected: 302,
            form: "#section"
        );
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from drafts where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_form_posted_after_the_session_has_ended_is_offered_back_after_sign_in()
    {
        var patient = await app.StartRecordAsync();
        var address = $"/records/{patient}/plan/access-to-home";
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync(address);
        var was = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        try
        {
            var late = await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Typed too late" }, expected: 302, form: "#section");
            Assert.Contains("/account/sign-in", late.Location, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(
                1L,
                await app.Database.ValueAsync<long>(
                    "select count(*) from section_versions where patient_id = $1 and section = 'person'",
                    patient
                )
            );

            var again = await app.SignInAsAsync("gp");
            Assert.Equal("Typed too late", (await again.PageAsync(address)).ValueOf("Form.KeySafe"));
            Assert.DoesNotContain("Typed too late", (await again.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }
    }

    [Theory]
    [InlineData("notes", "Form.Text")]
    [InlineData("person", "Form.GivenName")]
    public async Task Any_other_form_about_a_person_is_offered_back_too_in_the_state_it_was_made_from(string page, string field)
    {
        var patient = await app.StartRecordAsync();
        var address = $"/records/{patient}/{page}";
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync(address);
        var was = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        try
        {
            await gp.SubmitAsync(form, new() { [field] = "Typed too late" }, expected: 302);
            await TestApp.SignInAsync(gp, "gp");

            var back = await gp.PageAsync(address);

            Assert.Equal("Typed too late", back.ValueOf(field));
            Assert.Contains("What you typed is back", back.Text, StringComparison.Ordinal);
            Assert.NotEqual("Typed too late", (await gp.PageAsync(address)).ValueOf(field));
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_late_form_without_its_token_is_not_kept()
    {
        var patient = await app.StartRecordAsync();
        var address = $"/records/{patient}/plan/access-to-home";
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync(address);
        var was = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        try
        {
            await gp.PostAsync(address, new Dictionary<string, string> { ["Form.KeySafe"] = "Forged" }, expected: 302);

            Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from drafts where patient_id = $1", patient));
        }
        finally
        {
            app.Clock.Advance(was - app.Clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task A_draft_can_be_thrown_away()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var address = $"/records/{patient}/plan/access-to-home";
        var form = await gp.PageAsync(address);
        var fields = TestBrowser.FieldsOf(
            (AngleSharp.Html.Dom.IHtmlFormElement)form.Document.QuerySelector("#section")!,
            new() { ["Form.KeySafe"] = "Shelf" }
        );
        await gp.PostAsync($"{address}?handler=Draft", fields, expected: 204);

        await gp.SubmitAsync(await gp.PageAsync(address), [], expected: 302, form: "main .nhsuk-inset-text form");

        Assert.NotEqual("Shelf", (await gp.PageAsync(address)).ValueOf("Form.KeySafe"));
    }
}
