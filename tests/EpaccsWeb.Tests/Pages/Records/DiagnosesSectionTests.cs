using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The main diagnosis and other problems.</summary>
public sealed class DiagnosesSectionTests(SectionApp app) : SectionTests(app, "diagnoses")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Diagnoses not recorded.");

    [Fact]
    public Task Saves_words_code_and_group() =>
        SavesAsync(
            new()
            {
                ["Form.Primary"] = "Non-small cell lung cancer",
                ["Form.PrimaryCode"] = "254637007",
                ["Form.Group"] = "Cancer",
                ["Form.Others"] = "COPD\nDepression",
            },
            "Non-small cell lung cancer",
            "254637007",
            "Group Cancer",
            "COPD Depression"
        );

    [Fact]
    public async Task Shows_each_problem_on_a_line_of_its_own()
    {
        var patient = await RecordAsync(new Diagnoses { Primary = "Heart failure", Others = "COPD\nDepression" });

        Assert.Contains("<span class=\"app-typed\">COPD\nDepression</span>", await CardHtmlAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_no_diagnosis() =>
        RefusesAsync("Primary", "Enter the main diagnosis.", new() { ["Form.Primary"] = "", ["Form.Others"] = "COPD" });

    [Theory]
    [InlineData("254637008")]
    [InlineData("12345")]
    [InlineData("C34.9")]
    public Task Refuses_a_code_with_a_slip(string code) =>
        RefusesAsync(
            "PrimaryCode",
            "SNOMED CT code must be 6 to 18 digits whose last one checks, such as 254637007. Leave it blank if it is not known.",
            new() { ["Form.Primary"] = "Lung cancer", ["Form.PrimaryCode"] = code }
        );
}
