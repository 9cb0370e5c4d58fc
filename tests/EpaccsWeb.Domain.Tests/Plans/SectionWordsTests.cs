using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>Answers in words, entries of lists among them.</summary>
public sealed class SectionWordsTests
{
    private static readonly Medicines Before = new()
    {
        Status = MedicinesStatus.Listed,
        Taken =
        [
            new() { Name = "Paracetamol" },
            new()
            {
                Name = "Morphine sulfate",
                Dose = "5",
                Unit = "mg",
            },
        ],
    };

    [Fact]
    public void An_entry_is_named_by_its_kind_and_number() =>
        Assert.Equal(
            [
                "Status: Medicines listed",
                "Medicine 1, name: Paracetamol",
                "Medicine 2, name: Morphine sulfate",
                "Medicine 2, dose: 5",
                "Medicine 2, unit: mg",
            ],
            SectionWords.Lines(Before).Select(line => $"{line.Label}: {line.Value}")
        );

    [Fact]
    public void A_changed_dose_and_a_new_entry_are_told_apart()
    {
        var after = Before with { Taken = [Before.Taken[0], Before.Taken[1] with { Dose = "10" }, new() { Name = "Senna" }] };

        Assert.Equal([("Medicine 2, dose", "5", "10"), ("Medicine 3, name", null, "Senna")], SectionWords.Differences(Before, after));
        Assert.Equal(
            [("Medicine 3, name", "Senna", null)],
            SectionWords.Differences(after, after with { Taken = [.. after.Taken.Take(2)] })
        );
    }

    [Fact]
    public void No_section_has_two_lists_of_one_kind_of_entry()
    {
        var twice = SectionCatalogue.All.SelectMany(section =>
            section
                .Answers.GetProperties()
                .Where(property => property.PropertyType.IsGenericType && !property.PropertyType.GetGenericArguments()[0].IsValueType)
                .GroupBy(property => property.PropertyType)
                .Where(group => group.Count() > 1)
                .Select(group => $"{section.Key}: {group.Key.GetGenericArguments()[0].Name}")
        );

        Assert.Empty(twice);
    }

    [Fact]
    public void Several_coded_answers_are_one_line_and_none_is_no_line()
    {
        FinancialSupport both = new() { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.Ds1500Completed] };

        Assert.Equal([new("Kinds", "SR1 form completed; DS1500 completed")], SectionWords.Lines(both));
        Assert.Empty(SectionWords.Lines(new FinancialSupport()));
        Assert.Equal([("Kinds", null, "SR1 form completed; DS1500 completed")], SectionWords.Differences(new FinancialSupport(), both));
    }

    [Fact]
    public void That_there_is_a_disability_is_said_and_each_kind_leaves_with_its_own_code()
    {
        var none = new Disabilities { NoneKnown = true };
        var both = new Disabilities { NoneKnown = false, Kinds = [Disability.HearingLoss, Disability.ImpairedCognition] };

        Assert.Equal(
            [
                new("None known", "No: has a disability"),
                new("Kinds", "Hearing loss (affecting verbal communication) [15188001]; Impaired cognition [386806002]"),
            ],
            SectionWords.Lines(both, withCodes: true)
        );
        Assert.Equal(
            [
                ("None known", "Yes", "No: has a disability"),
                ("Kinds", null, "Hearing loss (affecting verbal communication); Impaired cognition"),
            ],
            SectionWords.Differences(none, both)
        );
        Assert.Equal(
            [new("Kinds", "The person reports no current disability [703154009]")],
            SectionWords.Lines(new Disabilities { Kinds = [Disability.ReportsNoCurrentDisability] }, withCodes: true)
        );
    }

    [Fact]
    public void A_coded_answer_gives_its_code_when_asked_and_one_without_a_code_its_words()
    {
        PreferredPlaces places = new()
        {
            ExpressedOn = new(2026, 1, 1),
            Death = new()
            {
                First = new() { Place = Place.OwnHome },
                Second = new() { Place = Place.CareHome },
            },
        };

        Assert.Contains(new("Death, first, place", "Own home [110481000000108]"), SectionWords.Lines(places, withCodes: true));
        Assert.Contains(new("Death, second, place", "Care home"), SectionWords.Lines(places, withCodes: true));
        Assert.Contains(new("Death, first, place", "Own home"), SectionWords.Lines(places));
        Assert.Equal(
            [new("Kinds", "SR1 form completed [1751111000000104]; DS1500 completed [514591000000108]")],
            SectionWords.Lines(
                new FinancialSupport { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.Ds1500Completed] },
                withCodes: true
            )
        );
    }

    [Fact]
    public void A_place_of_care_leaves_without_the_codes_of_a_place_of_death()
    {
        PlaceStatement home = new()
        {
            First = new() { Place = Place.OwnHome, IsUsualResidence = true },
        };

        var lines = SectionWords.Lines(
            new PreferredPlaces
            {
                ExpressedOn = new(2026, 1, 1),
                Care = home,
                Death = home,
            },
            withCodes: true
        );

        Assert.Contains(new("Care, first, place", "Own home"), lines);
        Assert.Contains(new("Care, first, is usual residence", "Yes"), lines);
        Assert.Contains(new("Death, first, place", "Own home [110481000000108]"), lines);
        Assert.Contains(new("Death, first, is usual residence", "Yes [819211000000102]"), lines);
        Assert.Contains(
            new("Care, finding", "Declined to discuss"),
            SectionWords.Lines(
                new PreferredPlaces
                {
                    ExpressedOn = new(2026, 1, 1),
                    Care = new() { Finding = PlaceFinding.Declined },
                },
                withCodes: true
            )
        );
    }

    [Theory]
    [InlineData(AdrtStatus.HasAdrt, AdrtState.Withdrawn, "Has an advance decision to refuse treatment, withdrawn by the person")]
    [InlineData(AdrtStatus.RefusesLifeSustaining, AdrtState.Withdrawn, "Refuses life-sustaining treatment, withdrawn by the person")]
    [InlineData(AdrtStatus.HasAdrt, AdrtState.Current, "Has an advance decision to refuse treatment [816301000000100]")]
    [InlineData(AdrtStatus.HasAdrt, null, "Has an advance decision to refuse treatment [816301000000100]")]
    [InlineData(AdrtStatus.None, null, "None made")]
    public void An_advance_decision_that_was_withdrawn_says_so_in_its_line_and_leaves_without_a_code(
        AdrtStatus adrt,
        AdrtState? state,
        string words
    ) =>
        Assert.Equal(
            words,
            SectionWords
                .Lines(new LegalDecisions { Adrt = adrt, AdrtState = state }, withCodes: true)
                .First(line => line.Label == "ADRT")
                .Value
        );

    [Fact]
    public void A_yes_a_no_or_a_score_that_has_a_code_of_its_own_leaves_with_it()
    {
        var cpr = new Resuscitation
        {
            Decision = CprDecision.NotForCpr,
            DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
            DecidedBy = "Dr A",
        };
        foreach (
            var (answers, label, value) in new (ISectionAnswers, string, string)[]
            {
                (cpr with { PersonAware = false }, "Person aware", "No [845151000000104]"),
                (cpr with { PersonAware = true }, "Person aware", "Yes"),
                (cpr with { DiscussedWithPerson = Discussion.Yes }, "Discussed with person", "Yes [713079002]"),
                (cpr with { DiscussedWithFamily = Discussion.Yes }, "Discussed with family", "Yes [713656002]"),
                (cpr with { DiscussedWithPerson = Discussion.No }, "Discussed with person", "No"),
                (new PrognosisAndStage { CarerAware = true }, "Carer aware", "Yes [473301001]"),
                (new PrognosisAndStage { CarerAware = false }, "Carer aware", "No [711951000000105]"),
                (new PrognosisAndStage { RelativeAware = true }, "Relative aware", "Yes [751961000000104]"),
                (new PrognosisAndStage { RelativeAware = false }, "Relative aware", "No [760101000000101]"),
                (new PrognosisAndStage { PersonAware = false }, "Person aware", "No"),
                (new AdvanceCarePlanning { OnPalliativeRegister = true }, "On palliative register", "Yes [1403151000000103]"),
                (new AdvanceCarePlanning { OnPalliativeRegister = false }, "On palliative register", "No"),
                (new LegalDecisions { AdrtDiscussed = true }, "ADRT discussed", "Yes [820621000000107]"),
                (new LegalDecisions { AdvanceStatementMade = true }, "Advance statement made", "Yes [816281000000101]"),
                (new LegalDecisions { PropertyAttorney = true }, "Property attorney", "Yes [341041000000103]"),
                (new FunctionalStatus { Akps = 50 }, "AKPS", "50 [901671000000100]"),
                (new FunctionalStatus { Frailty = 9 }, "Frailty", "9 [1129411000000100]"),
                (new FunctionalStatus { Frailty = 8 }, "Frailty", "8"),
                (new Disabilities { NoneKnown = true }, "None known", "Yes [750691000000106]"),
            }
        )
        {
            Assert.Contains(new(label, value), SectionWords.Lines(answers, withCodes: true));
            Assert.Contains(new(label, value.Split(' ')[0]), SectionWords.Lines(answers));
        }
    }

    [Theory]
    [InlineData("WhoWasInvolved", "Who was involved")]
    [InlineData("NhsNumberStatus", "NHS number status")]
    [InlineData("UsualGp", "Usual GP")]
    [InlineData("Lpa", "LPA")]
    public void An_answer_is_called_by_its_words(string name, string label) => Assert.Equal(label, SectionWords.LabelOf(name));
}
