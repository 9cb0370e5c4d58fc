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

    [Fact]
    public async Task Saves_an_agent_with_what_is_known_of_it()
    {
        var patient = await SavesAsync(
            new()
            {
                ["Form.Status"] = "Known",
                ["Form.Known[0].CausativeAgent"] = "Penicillin",
                ["Form.Known[0].Reaction"] = "Rash",
                ["Form.Known[0].Severity"] = "Mild",
                ["Form.Known[0].Evidence"] = "Told by her son",
                ["Form.Known[0].Date"] = "1998",
            },
            "Penicillin : Rash; severity: Mild; evidence: Told by her son; first noticed: 1998"
        );

        var banner = await Gp.PageAsync($"/records/{patient}");
        Assert.Contains("Known allergies: Penicillin (Rash)", banner.Html, StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_an_agent_of_no_known_allergies() =>
        RefusesAsync(
            "Status",
            "Say that there are known allergies, or remove them.",
            new() { ["Form.Status"] = "NoneKnown", ["Form.Known[0].CausativeAgent"] = "Penicillin" }
        );

    [Fact]
    public Task Refuses_a_reaction_to_nothing() =>
        RefusesAsync(
            "Known_0__CausativeAgent",
            "Enter what the person is allergic to.",
            new() { ["Form.Status"] = "Known", ["Form.Known[0].Reaction"] = "Rash" }
        );
}
