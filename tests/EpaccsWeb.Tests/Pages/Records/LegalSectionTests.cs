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
                    ["Form.AdrtInWriting"] = "yes",
                    ["Form.AdrtSigned"] = "yes",
                    ["Form.AdrtWitnessed"] = "yes",
                    ["Form.AdrtAppliesIfLifeAtRisk"] = "yes",
                    ["Form.AdrtLocation"] = "Blue folder, hall",
                    ["Form.Lpa"] = "WithLifeSustaining",
                    ["Form.AttorneyName"] = "Sam Invented",
                    ["Form.AttorneyPhone"] = "01632 960123",
                },
                Date("AdrtMadeOn", new(2024, 3, 31)),
                Date("LpaMadeOn", new(2023, 2, 1))
            ),
            "Refuses life-sustaining treatment",
            "No ventilation No feeding tube",
            "31-Mar-2024",
            "Blue folder, hall",
            "Attorney may decide about life-sustaining treatment",
            "01-Feb-2023",
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
    public async Task A_discussion_about_an_advance_decision_is_not_an_advance_decision()
    {
        var patient = await SavesAsync(
            new() { ["Form.AdrtDiscussed"] = "yes" },
            "Advance decision to refuse treatment Not recorded",
            "Advance decision discussed with a professional Yes"
        );
        await SubmitAsync(patient, new() { ["Form.Adrt"] = "None" });

        Assert.Contains(
            "Advance decision to refuse treatment None made Advance decision discussed with a professional Yes",
            await CardAsync(patient),
            StringComparison.Ordinal
        );
    }

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

    [Fact]
    public async Task A_refusal_of_life_sustaining_treatment_needs_its_formalities_or_a_reason_which_is_kept()
    {
        var patient = await RecordAsync();
        var form = await FormAsync(patient);
        var missing = await Gp.SubmitAsync(
            form,
            new() { ["Form.Adrt"] = "RefusesLifeSustaining", ["Form.AdrtWitnessed"] = "no" },
            expected: 400
        );
        Assert.Contains("only holds in writing, signed, witnessed", Assert.Single(missing.Errors), StringComparison.Ordinal);
        Assert.Contains("write what it says under “Advance statement”", missing.Errors[0], StringComparison.Ordinal);

        var warned = await Gp.SubmitAsync(missing, new() { ["Form.AdrtWitnessed"] = "" }, expected: 400);
        Assert.Contains("Without all four it does not hold", Assert.Single(warned.Errors), StringComparison.Ordinal);
        await Gp.SubmitAsync(warned, new() { ["WarnedBecause"] = "Document at her solicitor's" }, expected: 302);

        Assert.Contains(
            "Formalities In writing: not recorded; signed: not recorded; witnessed: not recorded; "
                + "applies even if life is at risk: not recorded. Without all four a refusal of life-sustaining treatment does not bind",
            await CardAsync(patient),
            StringComparison.Ordinal
        );
        var again = await FormAsync(patient);
        Assert.Equal("Document at her solicitor's", again.ValueOf("WarnedBecause"));
        await Gp.SubmitAsync(again, [], expected: 302);
    }

    [Fact]
    public Task Says_that_nothing_of_the_formalities_is_recorded() =>
        SavesAsync(
            new() { ["Form.Adrt"] = "HasAdrt" },
            "Formalities In writing: not recorded; signed: not recorded; witnessed: not recorded; "
                + "applies even if life is at risk: not recorded. Has it been seen Document not seen."
        );

    [Fact]
    public async Task That_it_applies_even_if_life_is_at_risk_shows_when_nothing_else_is_recorded() =>
        Assert.Contains(
            "witnessed: not recorded; applies even if life is at risk: yes.",
            await CardAsync(
                await RecordAsync(
                    new LegalDecisions
                    {
                        Adrt = AdrtStatus.HasAdrt,
                        AdrtRefuses = "Ventilation",
                        AdrtAppliesIfLifeAtRisk = true,
                    }
                )
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public Task Saves_what_else_binds_and_what_was_stated_below_it() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.Adrt"] = "HasAdrt",
                    ["Form.AdrtState"] = "Withdrawn",
                    ["Form.AdrtSeenBy"] = "Dr A Madeup",
                    ["Form.Lpa"] = "HealthAndWelfare",
                    ["Form.LpaRegistered"] = "yes",
                    ["Form.LpaLocation"] = "Desk",
                    ["Form.CourtDeputy"] = "yes",
                    ["Form.DeputyName"] = "Kim Invented",
                    ["Form.DeputyPhone"] = "01632 960128",
                    ["Form.PropertyAttorney"] = "yes",
                    ["Form.PropertyAttorneyDetails"] = "Lee Madeup",
                    ["Form.CapacityAssessment"] = "Had capacity for the care plan",
                    ["Form.CapacityLocation"] = "Notes",
                    ["Form.AdvanceStatementMade"] = "yes",
                    ["Form.AdvanceStatement"] = "Wants music",
                    ["Form.AdvanceStatementLocation"] = "Drawer",
                },
                Date("AdrtSeenOn", new(2026, 3, 31))
            ),
            "Does it still stand Withdrawn by the person",
            "Document seen by Dr A Madeup on 31-Mar-2026",
            "Registered with the Public Guardian Yes",
            "Where the power of attorney is kept Desk Attorney for property and affairs (no say over health) Yes, Lee Madeup "
                + "Deputy appointed by the court Yes, Kim Invented 01632 960128 "
                + "Mental capacity assessment Had capacity for the care plan Where the assessment is kept Notes "
                + "Advance statement (not binding) Yes Requests and preferences Wants music Where the advance statement is kept Drawer"
        );

    [Theory]
    [InlineData("AdrtSigned", "no", "Adrt", "Say that there is an advance decision, or leave its details blank.")]
    [InlineData("LpaRegistered", "yes", "Lpa", "Say what authority the attorney has, or leave the details blank.")]
    [InlineData("DeputyName", "Kim", "CourtDeputy", "Say that there is a deputy, or leave the details blank.")]
    [InlineData(
        "AdvanceStatement",
        "Music",
        "AdvanceStatementMade",
        "Say that the person made an advance statement, or leave its details blank."
    )]
    public Task Refuses_details_of_what_is_not_there(string field, string value, string at, string sentence) =>
        RefusesAsync(at, sentence, new() { [$"Form.{field}"] = value });

    [Fact]
    public Task Refuses_a_document_seen_before_it_was_made() =>
        RefusesAsync(
            "AdrtSeenOn",
            "The date the document was seen must be on or after the date it was made.",
            With(
                new() { ["Form.Adrt"] = "HasAdrt", ["Form.AdrtSeenBy"] = "Dr A Madeup" },
                Date("AdrtMadeOn", new(2026, 3, 31)),
                Date("AdrtSeenOn", new(2026, 3, 30))
            )
        );

    [Fact]
    public Task Refuses_a_document_seen_by_nobody() =>
        RefusesAsync(
            "AdrtSeenBy",
            "Say who saw the document.",
            With(new() { ["Form.Adrt"] = "HasAdrt" }, Date("AdrtSeenOn", new(2026, 3, 31)))
        );
}
