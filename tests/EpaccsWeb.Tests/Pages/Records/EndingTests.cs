using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>A record that has ended is gone from lists and card at once, for everybody but who holds it, and can be opened again.</summary>
public sealed class EndingTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_record_entered_in_error_is_unknown_to_everybody_until_it_is_opened_again()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        var end = await gp.PageAsync($"/records/{patient}/end?because=wrong-person");
        Assert.Equal("WrongPerson", end.ValueOf("Form.Kind"));
        await gp.SubmitAsync(end, new() { ["Form.Reason"] = "Typed under the wrong name" }, expected: 302);

        await gp.PageAsync($"/records/{patient}", expected: 404);
        await gp.PageAsync($"/records/{patient}/urgent", expected: 404);
        await (await app.SignInAsAsync("nurse")).PageAsync($"/records/{patient}/end", expected: 404);
        Assert.DoesNotContain($"/records/{patient}", await FoundAsync(gp, patient), StringComparison.Ordinal);

        var again = await gp.PageAsync($"/records/{patient}/end");
        Assert.Contains("About the wrong person", again.Text, StringComparison.Ordinal);
        await gp.SubmitAsync(again, new() { ["Form.Reason"] = "It was the right one" }, expected: 302);

        await gp.PageAsync($"/records/{patient}", expected: 200);
        Assert.Contains($"/records/{patient}", await FoundAsync(gp, patient), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_ended_because_the_person_improved_is_read_by_its_holder_only_and_changed_by_nobody()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/end"),
            new() { ["Form.Kind"] = "Improved", ["Form.Reason"] = "Discharged" },
            expected: 302
        );

        Assert.DoesNotContain("/plan/", (await gp.PageAsync($"/records/{patient}")).Html, StringComparison.Ordinal);
        await gp.PageAsync($"/records/{patient}/plan/access-to-home", expected: 403);
        await gp.PageAsync($"/records/{patient}/urgent", expected: 403);
        await (await app.SignInAsAsync("hospital")).PageAsync($"/emergency/{patient}", expected: 404);
    }

    [Fact]
    public async Task An_ending_needs_its_reason()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        var refused = await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/end"), [], expected: 400);

        Assert.Equal(["Choose why the record is ended.", "Say in words why the record is ended."], refused.Errors);
    }

    private async Task<string> FoundAsync(TestBrowser browser, Guid patient)
    {
        var number = await app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient);
        var answer = await browser.SubmitAsync(await browser.PageAsync("/patients"), new() { ["q"] = NhsNumber.Parse(number).Display });
        return answer.Html;
    }
}
