using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class DiagnosesTests
{
    public static TheoryData<Diagnoses, string> Cases { get; } =
        new()
        {
            {
                new() { Primary = "Lung cancer" },
                ""
            },
            {
                new() { Primary = "" },
                "Primary"
            },
            {
                new() { Primary = "  " },
                "Primary"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(Diagnoses answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
