namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Likely prognosis and stage of care.</summary>
public sealed class PrognosisSectionTests(SectionApp app) : SectionTests(app, "prognosis")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Prognosis and stage not recorded.");

    [Fact]
    public Task Shows_the_stage_by_letter_colour_and_words() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.Prognosis"] = "LastMonths",
                    ["Form.Stage"] = "B",
                    ["Form.PersonAware"] = "no",
                    ["Form.Notes"] = "Asked not to be told",
                },
                Date("EstimatedOn", Today)
            ),
            "Last months (under a year)",
            "B (green): months",
            "Person: No. Carer: Not recorded.",
            "Asked not to be told"
        );

    [Fact]
    public Task Refuses_an_estimate_in_the_future() =>
        RefusesAsync("EstimatedOn", "The date of the estimate must be today or in the past.", Date("EstimatedOn", Today.AddDays(2)));

    [Fact]
    public Task Refuses_an_estimate_before_birth() =>
        RefusesAsync("EstimatedOn", "The date of the estimate must be after the person was born.", Date("EstimatedOn", new(1925, 1, 1)));

    [Fact]
    public Task Refuses_a_date_that_is_none() =>
        RefusesAsync(
            "EstimatedOn",
            "Date of the estimate must be a real date",
            new()
            {
                ["Form.EstimatedOn.Day"] = "30",
                ["Form.EstimatedOn.Month"] = "2",
                ["Form.EstimatedOn.Year"] = "2026",
            }
        );
}
