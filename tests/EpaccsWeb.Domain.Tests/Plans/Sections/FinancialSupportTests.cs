using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class FinancialSupportTests
{
    public static TheoryData<FinancialSupport, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { Kinds = [FinancialSupportKind.Ds1500Declined] },
                ""
            },
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
    public void Names_the_field_at_fault(FinancialSupport answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
