using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>A section's answers as lines of words.</summary>
public sealed class SectionWordsTests
{
    [Fact]
    public void Several_coded_answers_are_one_line_and_none_is_no_line()
    {
        FinancialSupport both = new() { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.Ds1500Completed] };

        Assert.Equal([new("Kinds", "SR1 form completed; DS1500 completed")], SectionWords.Lines(both));
        Assert.Empty(SectionWords.Lines(new FinancialSupport()));
        Assert.Equal([("Kinds", null, "SR1 form completed; DS1500 completed")], SectionWords.Differences(new FinancialSupport(), both));
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

    [Theory]
    [InlineData("WhoWasInvolved", "Who was involved")]
    [InlineData("NhsNumberStatus", "NHS number status")]
    [InlineData("UsualGp", "Usual GP")]
    [InlineData("Lpa", "LPA")]
    public void An_answer_is_called_by_its_words(string name, string label) => Assert.Equal(label, SectionWords.LabelOf(name));
}
