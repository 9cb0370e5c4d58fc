using EpaccsWeb.Domain.Plans;
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
                    Akps = 10,
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
                new() { Akps = 0 },
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

    [Fact]
    public void Dead_is_a_step_for_nobody_but_somebody_whose_death_comes_with_it()
    {
        var context = SectionContext.At(new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero));
        FunctionalStatus dead = new() { Akps = 0 };

        Assert.Equal(
            "AKPS 0 means dead. Choose the step that fits the person today; record a death on its own page.",
            Assert.Single(dead.Problems(context)).Sentence
        );
        Assert.Empty(dead.Problems(context with { HasDied = true }));
    }
}
