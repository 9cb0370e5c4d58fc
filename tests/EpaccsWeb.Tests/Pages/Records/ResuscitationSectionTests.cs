using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Recording, endorsing and revoking a resuscitation decision.</summary>
public sealed class ResuscitationSectionTests(TestApp app) : IClassFixture<TestApp>
{
    private static string Address(Guid patient) => $"/records/{patient}/plan/resuscitation";

    [Fact]
    public async Task A_decision_by_a_nurse_shows_at_once_and_awaits_endorsement_by_the_gp()
    {
        var patient = await app.StartRecordAsync();
        await TeamAsync(patient);
        var nurse = await app.SignInAsAsync("nurse");
        await nurse.SubmitAsync(await nurse.PageAsync(Address(patient)), Decision(), expected: 302);

        var seen = await nurse.PageAsync($"/records/{patient}");
        Assert.Contains("Not for CPR (do not attempt resuscitation)", seen.Text, StringComparison.Ordinal);
        Assert.Contains("awaiting endorsement: check the form", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Endorse this decision", seen.Text, StringComparison.Ordinal);

        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}"), [], expected: 302, form: "form[action*='Endorse']");
        Assert.Contains("Endorsed", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unendorsed_decision_never_hides_an_endorsed_one()
    {
        var patient = await app.StartRecordAsync();
        await TeamAsync(patient);
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(await gp.PageAsync(Address(patient)), Decision(), expected: 302);
        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}"), [], expected: 302, form: "form[action*='Endorse']");
        var nurse = await app.SignInAsAsync("nurse");
        var change = Decision();
        (change["Form.Decision"], change["Form.DecidedOn.Day"]) = ("ForCpr", "2");
        await nurse.SubmitAsync(await nurse.PageAsync(Address(patient)), change, expected: 302);

        var text = (await nurse.PageAsync($"/records/{patient}")).Text;

        Assert.Contains("Decisions disagree: see both", text, StringComparison.Ordinal);
        Assert.True(
            text.IndexOf("Not for CPR", StringComparison.Ordinal) < text.IndexOf("For CPR (attempt", StringComparison.Ordinal),
            "the endorsed decision stands first"
        );
    }

    [Fact]
    public async Task A_revoked_decision_stops_holding_at_once()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(await gp.PageAsync(Address(patient)), Decision(), expected: 302);
        var revoke = await gp.PageAsync($"/records/{patient}/resuscitation/1/revoke");
        await gp.SubmitAsync(revoke, [], expected: 400);
        await gp.SubmitAsync(revoke, new() { ["Form.Reason"] = "The person asked for CPR" }, expected: 302);

        Assert.Contains("CPR decision not recorded", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        Assert.Contains("The person asked for CPR", (await gp.PageAsync($"/records/{patient}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_for_cpr_without_a_word_of_why_or_with_whom_is_asked_about_on_the_overview()
    {
        const string Asked = "neither a reason nor a word";
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var bare = Decision();
        bare.Remove("Form.Reason");
        bare.Remove("Form.DiscussedWithPerson");

        await gp.SubmitAsync(await gp.PageAsync(Address(patient)), bare, expected: 302);
        Assert.Contains(Asked, (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        await gp.SubmitAsync(await gp.PageAsync(Address(patient)), new() { ["Form.Reason"] = "Frail" }, expected: 302);

        Assert.DoesNotContain(Asked, (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_editing_at_once_one_saves_and_the_other_sees_both_texts()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var one = await gp.PageAsync(Address(patient));
        var other = await gp.PageAsync(Address(patient));
        var theirs = Decision();
        theirs["Form.Reason"] = "Advanced heart failure";
        await gp.SubmitAsync(one, theirs, expected: 302);
        var mine = Decision();
        mine["Form.Reason"] = "My own careful words";

        var conflict = await gp.SubmitAsync(other, mine, expected: 409);

        Assert.Contains("Someone else has changed", conflict.Errors[0], StringComparison.Ordinal);
        Assert.Contains("Advanced heart failure", conflict.Text, StringComparison.Ordinal);
        Assert.Equal("My own careful words", conflict.ValueOf("Form.Reason"));
        await gp.SubmitAsync(conflict, new() { ["Merge.Reason"] = "Mine" }, expected: 302, form: "#section");
        Assert.Contains("My own careful words", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_of_one_moment_that_say_different_things_are_both_shown_until_one_is_revoked()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(await gp.PageAsync(Address(patient)), Decision(), expected: 302);
        await gp.SubmitAsync(
            await gp.PageAsync(Address(patient)),
            new() { ["Form.FormLocation"] = "Bedside folder" },
            expected: 302,
            form: "#section"
        );
        foreach (var page in new[] { "", "/urgent" })
        {
            var text = (await gp.PageAsync($"/records/{patient}{page}")).Text;
            Assert.Contains("Decisions disagree: see both", text, StringComparison.Ordinal);
            Assert.Contains("Hall drawer", text, StringComparison.Ordinal);
            Assert.Contains("Bedside folder", text, StringComparison.Ordinal);
        }

        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/resuscitation/1/revoke"),
            new() { ["Form.Reason"] = "The form has moved" },
            expected: 302
        );
        // What only adds to the version before takes its place.
        await gp.SubmitAsync(
            await gp.PageAsync(Address(patient)),
            new() { ["Form.WhoWasInvolved"] = "Her daughter" },
            expected: 302,
            form: "#section"
        );

        var card = await gp.PageAsync($"/records/{patient}/urgent");
        Assert.DoesNotContain("Decisions disagree", card.Text, StringComparison.Ordinal);
        Assert.Single(card.Document.QuerySelectorAll("#resuscitation .app-door__answer"));
    }

    [Fact]
    public async Task That_the_person_lacked_capacity_is_no_answer_about_the_family_and_survives_where_it_was_recorded()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync(Address(patient));
        Assert.Equal(["Yes", "No", ""], Offered(form));
        var change = Decision();
        change["Form.DiscussedWithFamily"] = "LackedCapacity";
        var refused = await gp.SubmitAsync(form, change, expected: 400);
        Assert.Equal("Choose yes, no or not recorded: whether the person had capacity is asked above.", Assert.Single(refused.Errors));

        var older = await app.StartRecordAsync(
            sections: new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                Reason = "CPR would not work",
                DiscussedWithFamily = Discussion.LackedCapacity,
            }
        );
        var held = await gp.PageAsync(Address(older));
        Assert.Equal(["Yes", "No", "LackedCapacity", ""], Offered(held));
        await gp.SubmitAsync(held, new() { ["Form.DiscussedWithCarer"] = "yes" }, expected: 302, form: "#section");

        var again = await gp.PageAsync(Address(older));
        Assert.Equal(("LackedCapacity", "yes"), (again.ValueOf("Form.DiscussedWithFamily"), again.ValueOf("Form.DiscussedWithCarer")));
        Assert.Contains(
            "The person lacked capacity",
            (await gp.PageAsync($"/records/{older}")).Document.GetElementById("resuscitation")!.TextContent,
            StringComparison.Ordinal
        );

        static IEnumerable<string?> Offered(TestPage page) =>
            page.Document.QuerySelectorAll("[name='Form.DiscussedWithFamily']").Select(choice => choice.GetAttribute("value"));
    }

    [Fact]
    public async Task A_double_click_is_one_version()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync(Address(patient));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => gp.SubmitAsync(page, Decision(), expected: 302)));

        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from section_versions where patient_id = $1 and section = 'resuscitation'",
                patient
            )
        );
    }

    [Theory]
    [InlineData("Form.Decision", null, "Choose the decision.")]
    [InlineData("Form.Decision", "maybe", "not a value from the list")]
    [InlineData("Form.DecidedOn.Day", "31", "real date")]
    [InlineData("Form.DecidedOn.Year", "2099", "now or in the past")]
    [InlineData("Form.DecidedOn.Year", "1949", "after the person was born")]
    [InlineData("Form.DecidedTime", "25:00", "a time such as 14:30")]
    [InlineData("Form.DecidedBy", "", "Enter who made the decision.")]
    [InlineData("Form.DiscussedWithPerson", "No", "Say why the decision was not discussed")]
    [InlineData("Form.DiscussedWithPerson", "LackedCapacity", "who was consulted")]
    public async Task Bad_input_is_a_sentence_at_its_field(string field, string? typed, string sentence)
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var values = Decision();
        (values["Form.DecidedOn.Month"], values[field]) = (field is "Form.DecidedOn.Day" ? "2" : "1", typed);

        var answer = await gp.SubmitAsync(await gp.PageAsync(Address(patient)), values, expected: 400);

        Assert.Contains(answer.Errors, error => error.Contains(sentence, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Hall drawer", answer.ValueOf("Form.FormLocation"));
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from section_versions where patient_id = $1 and section = 'resuscitation'",
                patient
            )
        );
    }

    private async Task TeamAsync(Guid patient)
    {
        var gp = await app.SignInAsAsync("gp");
        var nursing = (await app.ActorAsync("nurse")).OrganisationId;
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/team"),
            new() { ["Organisation"] = nursing.ToString() },
            expected: 302,
            form: "#add"
        );
    }

    private static Dictionary<string, string?> Decision() =>
        new()
        {
            ["Form.Decision"] = "NotForCpr",
            ["Form.DecidedOn.Day"] = "1",
            ["Form.DecidedOn.Month"] = "1",
            ["Form.DecidedOn.Year"] = "2026",
            ["Form.DecidedTime"] = "14:30",
            ["Form.DecidedBy"] = "Dr Priya Nair, GP",
            ["Form.Reason"] = "CPR would not work",
            ["Form.DiscussedWithPerson"] = "Yes",
            ["Form.FormLocation"] = "Hall drawer",
        };
}
