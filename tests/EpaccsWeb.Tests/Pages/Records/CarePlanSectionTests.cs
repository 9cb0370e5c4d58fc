namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Strengths, needs, goals and actions.</summary>
public sealed class CarePlanSectionTests(SectionApp app) : SectionTests(app, "care-plan")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Care and support plan not recorded.");

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            new()
            {
                ["Form.Strengths"] = "Close family",
                ["Form.Needs"] = "Pain at night",
                ["Form.Goals"] = "To sleep through",
                ["Form.Actions"] = "Nurse on Mondays\nRing 01632 960010",
                ["Form.AgreedWith"] = "Representative",
                ["Form.AdditionalSupportPlans"] = "Epilepsy plan",
            },
            "Strengths Close family",
            "Needs Pain at night",
            "Goals To sleep through",
            "Actions Nurse on Mondays Ring 01632 960010",
            "Agreed with a representative of the person",
            "Additional support plans Epilepsy plan"
        );

    [Theory]
    [InlineData("NotAgreedYet", "With whom was it agreed? Not agreed yet")]
    [InlineData("", "With whom was it agreed? Not recorded")]
    public Task Not_agreed_yet_differs_from_no_answer(string chosen, string shown) =>
        SavesAsync(new() { ["Form.AgreedWith"] = chosen }, shown);

    [Fact]
    public Task Refuses_a_text_that_is_too_long() =>
        RefusesAsync("Goals", "Must be 4,000 characters or fewer; this has 4,001.", new() { ["Form.Goals"] = new string('x', 4001) });
}
