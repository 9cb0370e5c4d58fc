using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

/// <summary>With whom a decision about CPR was discussed, in words and codes.</summary>
public sealed class ResuscitationTests
{
    private static readonly Resuscitation NotForCpr = new()
    {
        Decision = CprDecision.NotForCpr,
        DecidedAt = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero),
        DecidedBy = "Dr Green",
    };

    [Fact]
    public void Each_of_those_with_whom_it_was_discussed_has_a_code_and_a_no_has_none()
    {
        var discussed = NotForCpr with
        {
            DiscussedWithPerson = Discussion.Yes,
            DiscussedWithFamily = Discussion.Yes,
            DiscussedWithCarer = true,
        };
        Assert.Equal(
            [
                new("Discussed with person", "Yes [713079002]"),
                new("Discussed with family", "Yes [713656002]"),
                new("Discussed with carer", "Yes [1403141000000101]"),
            ],
            Told(discussed)
        );

        var not = NotForCpr with
        {
            DiscussedWithPerson = Discussion.LackedCapacity,
            DiscussedWithFamily = Discussion.No,
            DiscussedWithCarer = false,
        };
        Assert.Equal(
            [
                new("Discussed with person", "The person lacked capacity"),
                new("Discussed with family", "No"),
                new("Discussed with carer", "No"),
            ],
            Told(not)
        );

        static IEnumerable<AnswerLine> Told(Resuscitation answers) =>
            SectionWords.Lines(answers, withCodes: true).Where(line => line.Label.StartsWith("Discussed with", StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_of_the_carer_explains_a_decision_as_one_of_the_family_does()
    {
        Assert.True(NotForCpr.IsUnexplained());
        Assert.False((NotForCpr with { DiscussedWithCarer = true }).IsUnexplained());
    }
}
