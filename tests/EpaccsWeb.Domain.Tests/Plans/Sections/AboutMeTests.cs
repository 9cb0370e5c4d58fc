using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class AboutMeTests
{
    public static TheoryData<AboutMe, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { Date = SectionRules.Today },
                ""
            },
            {
                new() { Date = SectionRules.Today.AddDays(1) },
                "Date"
            },
            {
                new() { Date = SectionRules.Born },
                ""
            },
            {
                new() { Date = SectionRules.Born.AddDays(-1) },
                "Date"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(AboutMe answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
