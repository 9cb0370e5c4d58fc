using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Recording, reporting and taking back a death.</summary>
public sealed class DeathTests(TestApp app) : IClassFixture<TestApp>
{
    private static PreferredPlaces WishesHome =>
        new()
        {
            ExpressedOn = new(2026, 1, 1),
            Death = new() { First = new() { Place = Place.OwnHome } },
        };

    [Fact]
    public async Task A_death_elsewhere_than_wished_asks_why_and_closes_the_record()
    {
        var patient = await app.StartRecordAsync(sections: WishesHome);
        var gp = await app.SignInAsAsync("gp");
        var refused = await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death"), Died("Hospital"), expected: 400);
        Assert.Contains(refused.Errors, error => error.Contains("Choose the main reason", StringComparison.Ordinal));

        await gp.SubmitAsync(refused, new() { ["Form.Variance"] = "NoBed" }, expected: 302);

        Assert.Contains("Died 02-Feb-2026, Hospital", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
        await gp.PageAsync($"/records/{patient}/plan/preferred-places", expected: 403);
        Assert.False(await app.Database.ValueAsync<bool>("select first_met from plan_facts where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_death_where_wished_needs_no_reason_and_takes_none()
    {
        var patient = await app.StartRecordAsync(sections: WishesHome);
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/death");
        var withReason = Died("OwnHome");
        withReason["Form.Variance"] = "NoBed";

        Assert.Contains(
            (await gp.SubmitAsync(page, withReason, expected: 400)).Errors,
            error => error.Contains("no reason is needed", StringComparison.Ordinal)
        );
        await gp.SubmitAsync(page, Died("OwnHome"), expected: 302);
        Assert.True(await app.Database.ValueAsync<bool>("select first_met from plan_facts where patient_id = $1", patient));
    }

    [Theory]
    [InlineData("Form.DiedOn.Year", "1940", "after the date of birth")]
    [InlineData("Form.DiedOn.Year", "2099", "today or in the past")]
    [InlineData("Form.DiedOn.Day", "30", "real date")]
    [InlineData("Form.DiedOn.Month", "", "must include a month")]
    [InlineData("Form.Status", null, "how the death is known")]
    [InlineData("Form.ActualPlace", "Nowhere", "not a value from the list")]
    public async Task Bad_input_is_a_sentence_at_its_field(string field, string? typed, string sentence)
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var values = Died("Hospice");
        values[field] = typed;

        var answer = await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death"), values, expected: 400);

        Assert.Contains(answer.Errors, error => error.Contains(sentence, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Her daughter", answer.ValueOf("Form.ToldBy"));
    }

    [Fact]
    public async Task Who_may_only_report_a_death_reports_it_and_the_gp_confirms_or_takes_it_back()
    {
        var patient = await app.StartRecordAsync();
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await ooh.SubmitAsync(await ooh.PageAsync($"/records/{patient}/death"), Died("Hospice"), expected: 302);
        await ooh.PageAsync($"/records/{patient}/death/undo", expected: 403);

        var gp = await app.SignInAsAsync("gp");
        Assert.Contains(
            "Reported dead by Out-of-hours clinician, Valley Out of Hours, unconfirmed",
            (await gp.PageAsync($"/records/{patient}")).Html,
            StringComparison.Ordinal
        );
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/death/undo"),
            new() { ["Form.Reason"] = "It was someone else" },
            expected: 302
        );

        Assert.DoesNotContain("Reported dead", (await gp.PageAsync($"/records/{patient}")).Html, StringComparison.Ordinal);
        await gp.PageAsync($"/records/{patient}/plan/preferred-places");
    }

    [Fact]
    public async Task A_report_sent_twice_is_one_and_a_second_report_is_shown_beside_the_first()
    {
        var patient = await app.StartRecordAsync();
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        var (form, stale) = (await ooh.PageAsync($"/records/{patient}/death"), await ooh.PageAsync($"/records/{patient}/death"));

        await ooh.SubmitAsync(form, Died("Hospice"), expected: 302);
        await ooh.SubmitAsync(form, Died("Hospice"), expected: 302);
        var late = await ooh.SubmitAsync(stale, Died("Hospital"), expected: 409);
        var unfinished = Died("Hospital");
        unfinished["Form.Status"] = null;
        await ooh.SubmitAsync(stale, unfinished, expected: 409);

        Assert.Contains(late.Errors, error => error.Contains("This death has been reported already", StringComparison.Ordinal));
        Assert.Equal("Her daughter", late.ValueOf("Form.ToldBy"));
        Assert.Contains("Hospice", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.Database.ValueAsync<long>("select count(*) from deaths where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_death_that_is_only_reported_is_not_told_as_a_fact_and_the_plan_goes_on_asking()
    {
        var patient = await app.StartRecordAsync();
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await ooh.SubmitAsync(await ooh.PageAsync($"/records/{patient}/death"), Died("Hospice"), expected: 302);
        var gp = await app.SignInAsAsync("gp");

        var reported = (await gp.PageAsync($"/records/{patient}")).Text;
        Assert.Contains("Reported dead 02-Feb-2026, Hospice, unconfirmed.", reported, StringComparison.Ordinal);
        Assert.DoesNotContain("Died 02-Feb-2026", reported, StringComparison.Ordinal);
        Assert.Contains("The death was reported and awaits confirmation.", reported, StringComparison.Ordinal);
        Assert.Contains("CPR decision is not recorded.", reported, StringComparison.Ordinal);

        // Whoever reported it as registered need not be right: it may be recorded as informal.
        var informal = new Dictionary<string, string?>(Died("Hospice")) { ["Form.Status"] = "Informal" };
        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death"), informal, expected: 302);
        var recorded = (await gp.PageAsync($"/records/{patient}")).Text;
        Assert.Contains("Died 02-Feb-2026, Hospice.", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("CPR decision is not recorded.", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_death_becomes_informal_only_after_it_was_taken_back()
    {
        var patient = await app.StartRecordAsync();
        var address = $"/records/{patient}/death";
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(await gp.PageAsync(address), Died("Hospice"), expected: 302);
        var informal = new Dictionary<string, string?>(Died("Hospice")) { ["Form.Status"] = "Informal" };

        var refused = await gp.SubmitAsync(await gp.PageAsync(address), informal, expected: 400);

        const string sentence = "The death is recorded as formally confirmed. Take it back first if it is wrong.";
        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Contains(sentence, refused.Document.GetElementById("Form_Status-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Informal", refused.ValueOf("Form.Status"));
        await gp.SubmitAsync(await gp.PageAsync($"{address}/undo"), new() { ["Form.Reason"] = "Not registered yet" }, expected: 302);
        await gp.SubmitAsync(await gp.PageAsync(address), informal, expected: 302);
    }

    private static Dictionary<string, string?> Died(string place) =>
        new()
        {
            ["Form.DiedOn.Day"] = "2",
            ["Form.DiedOn.Month"] = "2",
            ["Form.DiedOn.Year"] = "2026",
            ["Form.Status"] = "Formal",
            ["Form.ActualPlace"] = place,
            ["Form.ToldBy"] = "Her daughter",
        };
}
