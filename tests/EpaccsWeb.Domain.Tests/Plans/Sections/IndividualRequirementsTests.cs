using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class IndividualRequirementsTests
{
    public static TheoryData<IndividualRequirements, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { Interpreter = InterpreterNeed.Needed },
                "PreferredSpokenLanguage"
            },
            {
                new() { Interpreter = InterpreterNeed.Needed, PreferredSpokenLanguage = " " },
                "PreferredSpokenLanguage"
            },
            {
                new() { Interpreter = InterpreterNeed.Needed, PreferredSpokenLanguage = "Polish" },
                ""
            },
            {
                new() { Interpreter = InterpreterNeed.NotNeeded },
                ""
            },
            {
                new() { PreferredSpokenLanguage = "Polish" },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(IndividualRequirements answers, string faults) =>
        Assert.Equal(faults, SectionRules.Faults(answers));
}
