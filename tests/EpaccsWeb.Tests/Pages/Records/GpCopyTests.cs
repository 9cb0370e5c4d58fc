using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The plan as text with codes for the GP system: whole once, then only what changed.</summary>
public sealed class GpCopyTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_whole_plan_is_text_with_codes_and_who_said_it()
    {
        var patient = await StartAsync();

        var text = TextOf(await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/copy"));

        Assert.StartsWith("Care plan of TESTPERSON, Pat, NHS No. 999", text, StringComparison.Ordinal);
        Assert.Contains("\nDecision: Not for CPR (do not attempt resuscitation) [450476008]\n", text, StringComparison.Ordinal);
        Assert.Contains("awaiting endorsement: check the form", text, StringComparison.Ordinal);
        Assert.Contains("\nPrognosis: Last weeks (under a month) [955231000000109]\n", text, StringComparison.Ordinal);
        Assert.Contains("\nConsent to share it: Consent given [882921000000109], ", text, StringComparison.Ordinal);
        Assert.Contains("\nDEVICES\nNot recorded.\n", text, StringComparison.Ordinal);
        Assert.Contains("by Dr Priya Nair (General practitioner, Riverside Surgery)", text, StringComparison.Ordinal);
        Assert.Contains($"Codes are SNOMED CT, from {CodeList.Release}.", text, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync(patient, "action = 'exported'"));
    }

    [Fact]
    public async Task Once_it_is_done_only_what_changes_is_shown_and_nothing_is_said_so()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");
        var address = $"/records/{patient}/copy";

        await gp.SubmitAsync(await gp.PageAsync(address), new() { ["system"] = "EMIS" }, expected: 302, form: "#done");

        var done = await gp.PageAsync(address);
        Assert.Contains("Nothing changed since", done.Text, StringComparison.Ordinal);
        Assert.Contains("by Dr Priya Nair (General practitioner, Riverside Surgery) in EMIS, version", done.Text, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector("#plan-text"));
        await SaveDevicesAsync(gp, patient);

        var changed = TextOf(await gp.PageAsync(address));
        Assert.Contains("\nOther devices: Frame\n", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("RESUSCITATION", changed, StringComparison.Ordinal);
        Assert.DoesNotContain("CONSENT", changed, StringComparison.Ordinal);
        Assert.Contains("RESUSCITATION", TextOf(await gp.PageAsync($"{address}?all=true")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_is_no_change_and_revoking_is()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");
        var address = $"/records/{patient}/copy";
        await gp.SubmitAsync(await gp.PageAsync(address), [], expected: 302, form: "#done");
        var token = (await gp.PageAsync($"/records/{patient}/letter")).ValueOf("__RequestVerificationToken")!;

        await gp.PostAsync(
            $"/records/{patient}?handler=Confirm",
            [new("section", "access-to-home"), new("number", "1"), new("__RequestVerificationToken", token)],
            expected: 302
        );
        Assert.Contains("Nothing changed since", (await gp.PageAsync(address)).Text, StringComparison.Ordinal);

        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/resuscitation/1/revoke"),
            new() { ["Form.Reason"] = "Decided for another person" },
            expected: 302
        );
        var text = TextOf(await gp.PageAsync(address));
        Assert.Contains("RESUSCITATION\nNot recorded.\nRevoked: version 1, ", text, StringComparison.Ordinal);
        Assert.Contains("Reason: Decided for another person\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_saved_while_the_text_was_copied_is_not_marked_as_done()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/copy");
        await SaveDevicesAsync(gp, patient);

        await gp.SubmitAsync(page, [], expected: 302, form: "#done");

        Assert.Contains("Other devices: Frame", TextOf(await gp.PageAsync($"/records/{patient}/copy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consent_that_changed_meanwhile_is_not_passed_over()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/copy");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/consent/share"),
            new() { ["Form.Status"] = "Withdrawn" },
            expected: 302
        );

        var conflict = await gp.SubmitAsync(page, [], expected: 409, form: "#done");

        Assert.Contains(
            "What is known of consent or of a death has changed since you opened this page.",
            conflict.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Consent withdrawn [882941000000102]", TextOf(conflict), StringComparison.Ordinal);
        await gp.SubmitAsync(conflict, [], expected: 302, form: "#done");
        Assert.Contains("Nothing changed since", (await gp.PageAsync($"/records/{patient}/copy")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_death_after_the_mark_is_shown_with_its_codes_once_it_is_confirmed_and_when_it_is_taken_back()
    {
        var patient = await StartAsync();
        var (gp, ooh) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("ooh"));
        var (copy, death) = ($"/records/{patient}/copy", $"/records/{patient}/death");
        await gp.SubmitAsync(await gp.PageAsync(copy), [], expected: 302, form: "#done");

        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await ooh.SubmitAsync(await ooh.PageAsync(death), Died(), expected: 302);
        Assert.Contains(
            "\nDied 02-Feb-2026 (reported, unconfirmed)\nActual place of death: Hospice, Inventedhospice\n"
                + "In the usual place of residence: Not recorded\nChanged since version",
            TextOf(await gp.PageAsync(copy)),
            StringComparison.Ordinal
        );

        await gp.SubmitAsync(await gp.PageAsync(death), new(Died()) { ["Form.InUsualResidence"] = "yes" }, expected: 302);
        Assert.Contains(
            "\nDied 02-Feb-2026\nActual place of death: Hospice [876882001], Inventedhospice\n"
                + "In the usual place of residence: Yes [887801000000106]\n",
            TextOf(await gp.PageAsync(copy)),
            StringComparison.Ordinal
        );

        await gp.SubmitAsync(await gp.PageAsync($"{death}/undo"), new() { ["Form.Reason"] = "It was someone else" }, expected: 302);
        var undone = TextOf(await gp.PageAsync(copy));
        Assert.DoesNotContain("Died ", undone, StringComparison.Ordinal);
        Assert.Contains("\nWhat was entered about a death was taken back ", undone, StringComparison.Ordinal);
        Assert.Contains("Reason: It was someone else\n", undone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_death_entered_while_the_text_was_copied_is_not_passed_over()
    {
        var patient = await StartAsync();
        var (gp, ooh) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("ooh"));
        var page = await gp.PageAsync($"/records/{patient}/copy");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await ooh.SubmitAsync(await ooh.PageAsync($"/records/{patient}/death"), Died(), expected: 302);

        var conflict = await gp.SubmitAsync(page, [], expected: 409, form: "#done");

        Assert.Contains("Actual place of death: Hospice", TextOf(conflict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Care_home_staff_get_no_prognosis_and_cannot_say_that_all_is_done()
    {
        var patient = await StartAsync(person => person with { CareHomeCode = "Y90060" });
        var home = await app.SignInAsAsync("carehome");
        var page = await home.PageAsync($"/records/{patient}/copy");

        Assert.DoesNotContain("rognosis", TextOf(page), StringComparison.OrdinalIgnoreCase);
        Assert.Null(page.Document.QuerySelector("#done"));
        var token = (await home.PageAsync($"/records/{patient}/letter")).ValueOf("__RequestVerificationToken")!;
        await home.PostAsync($"/records/{patient}/copy", [new("version", "9"), new("__RequestVerificationToken", token)], expected: 403);
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from plan_marks where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_restricted_persons_place_is_not_in_the_text_of_a_reader_outside_the_team()
    {
        var patient = await StartAsync(person => person with { Restricted = true, AddressLine1 = "Hiddenplace" });
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        var page = await ooh.PageAsync($"/records/{patient}/copy");

        foreach (var place in new[] { "Hiddenplace", "Safeword", "Formplace" })
        {
            Assert.DoesNotContain(place, page.Html, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("Not given here: it may tell where the person is", TextOf(page), StringComparison.Ordinal);
        Assert.Contains(
            "Formplace",
            TextOf(await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/copy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_system_that_cannot_be_stored_is_refused_at_its_field()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");

        var refused = await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/copy"),
            new() { ["system"] = new string('x', 201) },
            expected: 400,
            form: "#done"
        );

        Assert.Equal(["Must be 200 characters or fewer; this has 201."], refused.Errors);
        Assert.Equal(new string('x', 201), refused.ValueOf("system"));
    }

    private Task<Guid> StartAsync(Func<PersonDetails, PersonDetails>? with = null) =>
        app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            with,
            new PrognosisAndStage { Prognosis = Prognosis.LastWeeks },
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                FormLocation = "Formplace",
            },
            new AccessToHome { KeySafe = "Safeword" }
        );

    private static Dictionary<string, string?> Died() =>
        new()
        {
            ["Form.DiedOn.Day"] = "2",
            ["Form.DiedOn.Month"] = "2",
            ["Form.DiedOn.Year"] = "2026",
            ["Form.Status"] = "Formal",
            ["Form.ActualPlace"] = "Hospice",
            ["Form.ActualPlaceName"] = "Inventedhospice",
        };

    private static async Task SaveDevicesAsync(TestBrowser browser, Guid patient) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/records/{patient}/plan/devices"),
            new() { ["Form.OtherDevices"] = "Frame" },
            expected: 302,
            form: "#section"
        );

    private Task<long> CountAsync(Guid patient, string where) =>
        app.Database.ValueAsync<long>($"select count(*) from audit_entries where patient_id = $1 and {where}", patient);

    private static string TextOf(TestPage page) =>
        ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.Document.QuerySelector("#plan-text")!).Value;
}
