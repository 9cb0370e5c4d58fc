using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class FunctionalStatusTests
{
    public static TheoryData<FunctionalStatus, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new()
                {
                    Akps = 0,
                    Frailty = 1,
                    AssessedOn = SectionRules.Today,
                },
                ""
            },
            {
                new() { Akps = 100, Frailty = 9 },
                ""
            },
            {
                new() { Akps = -10 },
                "Akps"
            },
            {
                new() { Akps = 110 },
                "Akps"
            },
            {
                new() { Akps = 45 },
                "Akps"
            },
            {
                new() { Frailty = 0 },
                "Frailty"
            },
            {
                new() { Frailty = 10 },
                "Frailty"
            },
            {
                new() { AssessedOn = SectionRules.Today.AddDays(1) },
                "AssessedOn"
            },
            {
                new() { AssessedOn = SectionRules.Born.AddDays(-1) },
                "AssessedOn"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(FunctionalStatus answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
