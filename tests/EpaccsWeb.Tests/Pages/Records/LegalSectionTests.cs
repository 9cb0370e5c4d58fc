using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Advance decisions to refuse treatment, and attorneys.</summary>
public sealed class LegalSectionTests(SectionApp app) : SectionTests(app, "legal")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Advance decisions and attorneys not recorded.");

    [Fact]
    public async Task Saves_both_with_their_dates()
    {
        var patient = await SavesAsync(
            With(
                new()
                {
                    ["Form.Adrt"] = "RefusesLifeSustaining",
                    ["Form.AdrtRefuses"] = "No ventilation\nNo feeding tube",
                    ["Form.AdrtLocation"] = "Blue folder, hall",
                    ["Form.Lpa"] = "WithLifeSustaining",
                    ["Form.AttorneyName"] = "Sam Invented",
                    ["Form.AttorneyPhone"] = "01632 960123",
                },
                Date("AdrtMadeOn", new(2024, 3, 31)),
                Date("LpaMadeOn", new(2025, 2, 1))
            ),
            "Refuses life-sustaining treatment",
            "No ventilation No feeding tube",
            "31-Mar-2024",
            "Blue folder, hall",
            "Attorney may decide about life-sustaining treatment",
            "01-Feb-2025",
            "Sam Invented"
        );

        var card = await CardHtmlAsync(patient);
        Assert.Contains("""<a href="tel:01632960123">01632 960123</a>""", card, StringComparison.Ordinal);
        Assert.True(card.IndexOf("Advance decision", StringComparison.Ordinal) < card.IndexOf("Attorney for", StringComparison.Ordinal));
    }

    [Fact]
    public Task None_made_differs_from_not_recorded() =>
        SavesAsync(
            new() { ["Form.Adrt"] = "None" },
            "Advance decision to refuse treatment None made Attorney for health and welfare Not recorded"
        );

    [Fact]
    public async Task A_choice_can_be_taken_back_to_not_recorded()
    {
        var patient = await RecordAsync(new LegalDecisions { Adrt = AdrtStatus.HasAdrt });
        await SubmitAsync(patient, new() { ["Form.Adrt"] = "" });

        Assert.Contains("Advance decision to refuse treatment Not recorded", await CardAsync(patient), StringComparison.Ordinal);
    }

    [Fact]
    public Task Refuses_an_advance_decision_before_the_age_of_18() =>
        RefusesAsync(
            "AdrtMadeOn",
            "An advance decision to refuse treatment can only be made from the age of 18.",
            With(new() { ["Form.Adrt"] = "HasAdrt" }, Date("AdrtMadeOn", new(1968, 5, 16)))
        );

    [Fact]
    public Task Refuses_a_power_of_attorney_in_the_future() =>
        RefusesAsync(
            "LpaMadeOn",
            "The date of the power of attorney must be today or in the past.",
            With(new() { ["Form.Lpa"] = "HealthAndWelfare" }, Date("LpaMadeOn", Today.AddDays(2)))
        );

    [Fact]
    public Task Refuses_half_a_date() =>
        RefusesAsync(
            "AdrtMadeOn",
            "Date of the advance decision must include a year",
            new()
            {
                ["Form.Adrt"] = "HasAdrt",
                ["Form.AdrtMadeOn.Day"] = "31",
                ["Form.AdrtMadeOn.Month"] = "3",
            }
        );

    [Fact]
    public Task Refuses_details_of_no_advance_decision() =>
        RefusesAsync(
            "Adrt",
            "Say that there is an advance decision, or leave its details blank.",
            new() { ["Form.Adrt"] = "None", ["Form.AdrtRefuses"] = "No ventilation" }
        );

    [Fact]
    public Task Refuses_an_attorney_without_authority() =>
        RefusesAsync(
            "Lpa",
            "Say what authority the attorney has, or leave the details blank.",
            new() { ["Form.AttorneyName"] = "Sam Invented" }
        );

    [Fact]
    public Task Refuses_a_text_that_is_too_long() =>
        RefusesAsync(
            "AdrtRefuses",
            "Must be 4,000 characters or fewer; this has 4,001.",
            new() { ["Form.Adrt"] = "HasAdrt", ["Form.AdrtRefuses"] = new string('x', 4001) }
        );

    [Fact]
    public async Task Hides_telephone_and_place_outside_the_team()
    {
        var card = await CardOutsideTheTeamAsync(
            new LegalDecisions
            {
                Adrt = AdrtStatus.HasAdrt,
                AdrtLocation = "The Limes",
                Lpa = LpaStatus.HealthAndWelfare,
                AttorneyName = "Sam Invented",
                AttorneyPhone = "01632 960123",
            }
        );

        Assert.Contains("Sam Invented", card, StringComparison.Ordinal);
        Assert.Contains("Attorney's telephone Hidden: the person's location is restricted", card, StringComparison.Ordinal);
        Assert.DoesNotContain("The Limes", card, StringComparison.Ordinal);
        Assert.DoesNotContain("960123", card, StringComparison.Ordinal);
    }
}
