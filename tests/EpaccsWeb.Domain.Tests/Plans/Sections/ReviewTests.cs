using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class ReviewTests
{
    public static TheoryData<Review, string> Cases { get; } =
        new()
        {
            {
                new() { NextOn = SectionRules.Today },
                ""
            },
            {
                new() { NextOn = SectionRules.Today.AddDays(-1) },
                "NextOn"
            },
            {
                new() { NextOn = SectionRules.Today.AddMonths(3) },
                ""
            },
            {
                new() { NextOn = SectionRules.Today.AddMonths(3).AddDays(1) },
                "LaterBecause"
            },
            {
                new() { NextOn = SectionRules.Today.AddMonths(3).AddDays(1), LaterBecause = " " },
                "LaterBecause"
            },
            {
                new() { NextOn = SectionRules.Today.AddMonths(6), LaterBecause = "Stable; the person asked" },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(Review answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
