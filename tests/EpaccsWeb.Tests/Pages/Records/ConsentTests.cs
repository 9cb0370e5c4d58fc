namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Saying on which basis a plan is kept and shared, and what follows from a no.</summary>
[Collection(nameof(SectionApp))]
public sealed class ConsentTests(SectionApp shared)
{
    [Theory]
    [InlineData("record")]
    [InlineData("share")]
    public async Task A_person_who_lacks_capacity_is_not_taken_to_have_consented(string purpose)
    {
        var patient = await shared.App.StartRecordAsync();
        var refused = await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/consent/{purpose}"),
            new() { ["Form.Status"] = "Given", ["Form.Capacity"] = "LacksCapacity" },
            expected: 400
        );

        const string sentence = "A person who lacks capacity for this cannot consent. Choose best interests, an attorney or a deputy.";
        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Contains(sentence, refused.Document.GetElementById("Form_Status-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("LacksCapacity", refused.ValueOf("Form.Capacity"));
        await shared.Gp.SubmitAsync(
            refused,
            new() { ["Form.Status"] = "BestInterests", ["Form.WhoWasConsulted"] = "Her daughter" },
            expected: 302
        );
    }

    [Theory]
    [InlineData("Declined", "Consent to keep a plan: declined. End the record or ask again.")]
    [InlineData("Withdrawn", "Consent to keep a plan: withdrawn. End the record or ask again.")]
    public async Task A_no_to_keeping_a_plan_is_said_to_whoever_may_see_to_it_until_the_person_agrees(string status, string sentence)
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });
        await SayAsync(patient, status);

        var prompt = Assert.Single(
            (await shared.Gp.PageAsync($"/records/{patient}")).Document.QuerySelectorAll("main li a"),
            link => link.TextContent == sentence
        );
        Assert.Equal($"/records/{patient}/consent", prompt.GetAttribute("href"));
        var home = await shared.App.SignInAsAsync("carehome");
        Assert.DoesNotContain("Consent to keep a plan", (await home.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);

        await SayAsync(patient, "Given");
        Assert.DoesNotContain(sentence, (await shared.Gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);
    }

    private async Task SayAsync(Guid patient, string status) =>
        await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/consent/record"),
            new() { ["Form.Status"] = status },
            expected: 302
        );
}
