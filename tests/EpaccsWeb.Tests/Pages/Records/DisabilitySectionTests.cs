namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Disabilities and what they mean for care.</summary>
public sealed class DisabilitySectionTests(SectionApp app) : SectionTests(app, "disability")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Disability not recorded.");

    [Fact]
    public Task Saves_a_disability() =>
        SavesAsync(
            new() { ["Form.NoneKnown"] = "no", ["Form.Description"] = "Hearing loss\nCannot ring for help" },
            "Has a disability",
            "Hearing loss Cannot ring for help"
        );

    [Fact]
    public Task Saves_that_none_is_known() => SavesAsync(new() { ["Form.NoneKnown"] = "yes" }, "No known disability");

    [Fact]
    public Task No_answer_is_not_taken_for_no_disability() =>
        SavesAsync(new() { ["Form.Description"] = "Being assessed" }, "Whether there is a disability is not recorded", "Being assessed");

    [Fact]
    public Task Refuses_a_disability_without_words() =>
        RefusesAsync("Description", "Describe the disability.", new() { ["Form.NoneKnown"] = "no" });

    [Fact]
    public Task Refuses_words_for_no_disability() =>
        RefusesAsync(
            "Description",
            "Leave the description blank when there is no known disability.",
            new() { ["Form.NoneKnown"] = "yes", ["Form.Description"] = "Hearing loss" }
        );
}
