using AngleSharp.Html.Dom;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Letters for people who are not users: only with agreement, only what was chosen, none after a death.</summary>
public sealed class LetterTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_letter_holds_what_was_chosen_and_is_known_of_by_its_addressee_only()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");

        var letter = await WriteAsync(gp, patient, expected: 200, "PreferredPlaces", "WhoToRing");

        var text = Folded(letter);
        Assert.Contains("Aunt Mary 2 Far Lane", text, StringComparison.Ordinal);
        Assert.Contains("TESTPERSON, Pat", text, StringComparison.Ordinal);
        Assert.Contains("St Clare's Hospice", text, StringComparison.Ordinal);
        Assert.Contains("01632 960001", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CPR", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remarkword", text, StringComparison.Ordinal);
        Assert.Equal(
            "Aunt Mary",
            await app.Database.ValueAsync<string>("select words from plan_marks where patient_id = $1 and kind = 'letter-printed'", patient)
        );
        Assert.Equal(1L, await CountAsync(patient, "action = 'printed' and detail = 'mark letter-printed'"));
        Assert.Contains("For Aunt Mary,", (await gp.PageAsync($"/records/{patient}/letter")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("Far Lane", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cpr_decision_is_told_without_remarks()
    {
        var patient = await StartAsync();

        var text = Folded(await WriteAsync(await app.SignInAsAsync("gp"), patient, expected: 200, "CprDecision"));

        Assert.Contains("Not for CPR", text, StringComparison.Ordinal);
        Assert.Contains("awaiting endorsement", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Remarkword", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hospice", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_agreement_addressee_and_content_there_is_no_letter_and_what_was_typed_stays()
    {
        var patient = await StartAsync();
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync($"/records/{patient}/letter");

        var refused = await gp.SubmitAsync(form, new() { ["Form.Name"] = "Aunt Mary" }, expected: 400);
        var forged = await gp.PostAsync(
            $"/records/{patient}/letter",
            [.. Fields(form, "CprDecision").Where(field => field.Key != "Form.Agreed"), new("Form.Agreed", "no")],
            expected: 400
        );

        Assert.Equal(
            ["Enter the address.", "Choose what goes into the letter.", "A letter is only written when the person agrees to it."],
            refused.Errors
        );
        Assert.Equal("Aunt Mary", refused.ValueOf("Form.Name"));
        Assert.Equal(["A letter is only written when the person agrees to it."], forged.Errors);
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from plan_marks where patient_id = $1", patient));
    }

    [Theory]
    [InlineData("gp")]
    [InlineData("carehome")]
    public async Task Letters_stop_at_once_when_a_death_is_recorded_or_only_reported(string account)
    {
        var patient = await StartAsync(person => person with { CareHomeCode = "Y90060" });
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync($"/records/{patient}/letter");
        var teller = await app.SignInAsAsync(account);
        await teller.SubmitAsync(
            await teller.PageAsync($"/records/{patient}/death"),
            new()
            {
                ["Form.DiedOn.Day"] = "2",
                ["Form.DiedOn.Month"] = "2",
                ["Form.DiedOn.Year"] = "2026",
                ["Form.Status"] = "Informal",
            },
            expected: 302
        );

        var refused = await gp.PostAsync($"/records/{patient}/letter", Fields(form, "CprDecision"), expected: 400);

        Assert.Contains(
            "No letter can be written: the person has died, or is reported to have died.",
            refused.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Not for CPR", refused.Html, StringComparison.Ordinal);
        Assert.Contains(
            "No letter can be written",
            (await gp.PageAsync($"/records/{patient}/letter", expected: 400)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from plan_marks where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_restricted_persons_named_place_is_in_no_letter_from_outside_the_team()
    {
        var patient = await StartAsync(person => person with { Restricted = true });
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        var letter = await WriteAsync(ooh, patient, expected: 200, "PreferredPlaces", "CprDecision", "WhoToRing");

        Assert.DoesNotContain("St Clare's", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("01632 960001", letter.Html, StringComparison.Ordinal);
        Assert.Contains("Hospice", Folded(letter), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_may_write_nothing_writes_no_letter()
    {
        var patient = await StartAsync();
        var hospital = await app.SignInAsAsync("hospital");
        await hospital.SubmitAsync(
            await hospital.PageAsync($"/emergency/{patient}"),
            new() { ["Form.Reason"] = "Emergency" },
            expected: 302,
            form: "#break-glass"
        );

        await hospital.PageAsync($"/records/{patient}/letter", expected: 403);
        Assert.DoesNotContain("/letter", (await hospital.PageAsync($"/records/{patient}/print")).Html, StringComparison.Ordinal);
    }

    private Task<Guid> StartAsync(Func<PersonDetails, PersonDetails>? with = null) =>
        app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            with,
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                Reason = "Remarkword",
                PersonAware = true,
            },
            new PreferredPlaces
            {
                ExpressedOn = new(2026, 1, 1),
                Death = new()
                {
                    First = new() { Place = Place.Hospice, Name = "St Clare's Hospice" },
                },
                Notes = "Remarkword",
            }
        );

    private static async Task<TestPage> WriteAsync(TestBrowser browser, Guid patient, int expected, params string[] parts)
    {
        var form = await browser.PageAsync($"/records/{patient}/letter");
        return await browser.PostAsync($"/records/{patient}/letter", Fields(form, parts), expected);
    }

    private static List<KeyValuePair<string, string>> Fields(TestPage form, params string[] parts) =>
        [
            .. TestBrowser.FieldsOf(
                (IHtmlFormElement)form.Document.QuerySelector("main form")!,
                new()
                {
                    ["Form.Name"] = "Aunt Mary",
                    ["Form.Address"] = "2 Far Lane",
                    ["Form.Agreed"] = "yes",
                }
            ),
            .. parts.Select(part => new KeyValuePair<string, string>("Form.Parts", part)),
        ];

    private Task<long> CountAsync(Guid patient, string where) =>
        app.Database.ValueAsync<long>($"select count(*) from audit_entries where patient_id = $1 and {where}", patient);

    private static string Folded(TestPage page) =>
        string.Join(' ', page.Document.QuerySelector(".app-copy")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
