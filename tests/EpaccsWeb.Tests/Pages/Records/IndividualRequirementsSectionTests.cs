using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Interpreting, language and reasonable adjustments.</summary>
public sealed class IndividualRequirementsSectionTests(SectionApp app) : SectionTests(app, "individual-requirements")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Individual requirements not recorded.");

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            new()
            {
                ["Form.Interpreter"] = "Needed",
                ["Form.PreferredSpokenLanguage"] = "Gujarati",
                ["Form.CommunicationSupport"] = "Hearing aids",
                ["Form.CommunicationProfessional"] = "Lip speaker",
                ["Form.ContactMethod"] = "By text message",
                ["Form.InformationFormat"] = "Large print",
                ["Form.Impairment"] = "Deaf in one ear",
                ["Form.Cognition"] = "Forgets names",
                ["Form.Mobility"] = "Walks with a frame",
                ["Form.Other"] = "A quiet room",
            },
            "Interpreter needed",
            "Preferred spoken language Gujarati",
            "Communication support Hearing aids",
            "Communication professional Lip speaker",
            "Specific contact method By text message",
            "Specific information format Large print",
            "Impairment Deaf in one ear",
            "Cognition Forgets names",
            "Mobility Walks with a frame",
            "Other requirements A quiet room"
        );

    [Fact]
    public Task No_interpreter_needed_differs_from_no_answer() =>
        SavesAsync(new() { ["Form.Interpreter"] = "NotNeeded" }, "Interpreter not needed", "Preferred spoken language Not recorded");

    [Fact]
    public Task No_answer_is_not_taken_for_no_need() =>
        SavesAsync(new() { ["Form.PreferredSpokenLanguage"] = "Polish" }, "Does the person need an interpreter? Not recorded");

    [Fact]
    public Task Refuses_an_interpreter_without_a_language() =>
        RefusesAsync(
            "PreferredSpokenLanguage",
            "Enter the language for which the interpreter is needed.",
            new() { ["Form.Interpreter"] = "Needed" }
        );

    [Fact]
    public async Task Hides_outside_the_team_how_to_reach_the_person()
    {
        var card = await CardOutsideTheTeamAsync(
            new IndividualRequirements { Interpreter = InterpreterNeed.NotNeeded, ContactMethod = "Text 07700 900118" }
        );

        Assert.Contains("Interpreter not needed", card, StringComparison.Ordinal);
        Assert.Contains("Specific contact method Hidden: the person's location is restricted", card, StringComparison.Ordinal);
        Assert.DoesNotContain("07700", card, StringComparison.Ordinal);
    }
}
