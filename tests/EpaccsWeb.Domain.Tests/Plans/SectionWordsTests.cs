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
}
