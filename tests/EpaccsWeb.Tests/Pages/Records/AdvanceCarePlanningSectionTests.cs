namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>How the plan came about, and which plans and tools are in use.</summary>
public sealed class AdvanceCarePlanningSectionTests(SectionApp app) : SectionTests(app, "advance-care-planning")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Advance care planning not recorded.");

    [Fact]
    public Task Saves_how_it_was_recognised() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.WhoWasInvolved"] = "Her daughter",
                    ["Form.OnPalliativeRegister"] = "yes",
                    ["Form.IdentifiedThrough"] = "SurpriseQuestion",
                    ["Form.IdentifiedBy"] = "Dr A Madeup",
                    ["Form.Copy"] = "NotOfferedYet",
                },
                Date("IdentifiedOn", new(2026, 3, 31))
            ),
            "Talked through Not recorded Who was involved Her daughter Tool in use Not recorded Plans Not recorded",
            "On the palliative care register Yes",
            "Copy of the plan Not offered yet",
            "Recognised through Surprise question, 31-Mar-2026, by Dr A Madeup"
        );

    [Fact]
    public async Task Several_answers_can_be_chosen_and_taken_back()
    {
        var patient = await RecordAsync();
        await SubmitAsync(
            patient,
            new()
            {
                ["Form.Involvement"] = "DiscussedWithFamily",
                ["Form.Tools"] = "GoldStandardsFramework",
                ["Form.Plans"] = "Respect",
            }
        );
        var first = await FormAsync(patient);
        Assert.NotNull(first.Document.QuerySelector("[value='DiscussedWithFamily'][checked]"));
        var more = TestFields(first).Append(new("Form.Involvement", "Discussed"));
        await Gp.PostAsync($"/records/{patient}/plan/advance-care-planning", more, expected: 302);

        var card = await CardAsync(patient);
        Assert.Contains(
            "Talked through Discussion with family member Discussion about advance care planning",
            card,
            StringComparison.Ordinal
        );
        Assert.Contains("Tool in use On the Gold Standards Framework Plans ReSPECT", card, StringComparison.Ordinal);
        var history = await Gp.PageAsync($"/records/{patient}/history");
        Assert.Contains(
            "is now Discussion with family member; Discussion about advance care planning",
            history.Text,
            StringComparison.Ordinal
        );

        await SubmitAsync(patient, new() { ["Form.Tools"] = null });
        Assert.Contains("Tool in use Not recorded", await CardAsync(patient), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Involvement")]
    [InlineData("Tools")]
    [InlineData("Plans")]
    [InlineData("Copy")]
    public async Task Refuses_an_answer_that_is_not_offered(string field) =>
        Assert.Single((await PostAsync(new() { [$"Form.{field}"] = "perhaps" })).Errors);

    [Fact]
    public Task Refuses_a_date_of_nothing() =>
        RefusesAsync(
            "IdentifiedThrough",
            "Say what showed it, or leave the date and the name blank.",
            new() { ["Form.IdentifiedBy"] = "Dr A Madeup" }
        );

    [Fact]
    public Task Refuses_a_date_in_the_future() =>
        RefusesAsync(
            "IdentifiedOn",
            "The date must be today or in the past.",
            With(new() { ["Form.IdentifiedThrough"] = "Spict" }, Date("IdentifiedOn", Today.AddDays(2)))
        );
}
