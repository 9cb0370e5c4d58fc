namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>How the person manages day to day.</summary>
public sealed class FunctionalStatusSectionTests(SectionApp app) : SectionTests(app, "functional-status")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Functional status not recorded.");

    [Fact]
    public Task Shows_the_step_with_its_meaning() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.Akps"] = "40",
                    ["Form.Frailty"] = "7",
                    ["Form.Notes"] = "Hoist for transfers",
                },
                Date("AssessedOn", Today)
            ),
            "40: in bed more than half of the time",
            "7 of 9",
            "Hoist for transfers"
        );

    [Fact]
    public Task Says_what_was_not_assessed() => SavesAsync(new() { ["Form.Frailty"] = "7" }, "Performance status (AKPS) Not recorded");

    [Theory]
    [InlineData("seven", "Frailty must be a whole number from 1 to 9.")]
    [InlineData("7.5", "Frailty must be a whole number from 1 to 9.")]
    [InlineData("99999999999", "Frailty must be a whole number from 1 to 9.")]
    [InlineData("10", "Frailty must be 1 to 9.")]
    [InlineData("0", "Frailty must be 1 to 9.")]
    public Task Refuses_a_frailty_off_the_scale(string typed, string sentence) =>
        RefusesAsync("Frailty", sentence, new() { ["Form.Frailty"] = typed });

    [Theory]
    [InlineData("45")]
    [InlineData("110")]
    [InlineData("forty")]
    public async Task Refuses_a_step_that_is_none(string typed)
    {
        var refused = await PostAsync(new() { ["Form.Akps"] = typed, ["Form.Notes"] = "Hoist" });

        Assert.Equal("AKPS must be 0 to 100 in steps of ten.", Assert.Single(refused.Errors));
        Assert.Equal("Hoist", refused.ValueOf("Form.Notes"));
    }

    [Fact]
    public async Task Dead_is_not_offered_for_a_living_person() =>
        Assert.Equal(
            ["100", "90", "80", "70", "60", "50", "40", "30", "20", "10", ""],
            (await FormAsync(await RecordAsync()))
                .Document.QuerySelectorAll("input[name='Form.Akps']")
                .Select(step => step.GetAttribute("value"))
        );

    [Fact]
    public Task Refuses_dead_for_a_living_person() =>
        RefusesAsync(
            "Akps",
            "AKPS 0 means dead. Choose the step that fits the person today; record a death on its own page.",
            With(new() { ["Form.Akps"] = "0", ["Form.Notes"] = "Hoist" }, Date("AssessedOn", Today))
        );

    [Fact]
    public Task Refuses_an_assessment_in_the_future() =>
        RefusesAsync("AssessedOn", "The date of assessment must be today or in the past.", Date("AssessedOn", Today.AddDays(2)));

    [Fact]
    public Task Refuses_an_assessment_before_birth() =>
        RefusesAsync("AssessedOn", "The date of assessment must be after the person was born.", Date("AssessedOn", new(1925, 1, 1)));
}
