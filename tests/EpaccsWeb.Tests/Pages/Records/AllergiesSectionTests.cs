namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Allergies: four states that are never taken for one another.</summary>
public sealed class AllergiesSectionTests(SectionApp app) : SectionTests(app, "allergies")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Allergies not recorded. This is not the same as “no known allergies”.");

    [Fact]
    public Task Saves_known_allergies() =>
        SavesAsync(
            new() { ["Form.Status"] = "Known", ["Form.Details"] = "Penicillin: rash\nLatex: wheeze" },
            "Known allergies",
            "Penicillin: rash Latex: wheeze"
        );

    [Fact]
    public Task Saves_no_known_allergies() => SavesAsync(new() { ["Form.Status"] = "NoneKnown" }, "No known allergies");

    [Fact]
    public Task Saves_that_the_answer_could_not_be_had() =>
        SavesAsync(
            new() { ["Form.Status"] = "Unavailable", ["Form.Details"] = "Practice closed" },
            "Allergies unavailable",
            "Practice closed"
        );

    [Fact]
    public Task Refuses_no_answer() =>
        RefusesAsync("Status", "Choose what is known of allergies.", new() { ["Form.Details"] = "Penicillin" });

    [Fact]
    public Task Refuses_known_allergies_without_any() =>
        RefusesAsync("Details", "Enter what the person is allergic to.", new() { ["Form.Status"] = "Known" });

    [Fact]
    public Task Refuses_details_of_no_known_allergies() =>
        RefusesAsync(
            "Details",
            "Leave the details blank when there are no known allergies.",
            new() { ["Form.Status"] = "NoneKnown", ["Form.Details"] = "Penicillin" }
        );
}
