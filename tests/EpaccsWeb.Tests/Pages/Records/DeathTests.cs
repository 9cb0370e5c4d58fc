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
