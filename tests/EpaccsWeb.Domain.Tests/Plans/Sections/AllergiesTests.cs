using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class AllergiesTests
{
    public static TheoryData<Allergies, string> Cases { get; } =
        new()
        {
            {
                new() { Status = AllergyStatus.Known, Details = "Penicillin: rash" },
                ""
            },
            {
                new() { Status = AllergyStatus.Known },
                "Details"
            },
            {
                new() { Status = AllergyStatus.Known, Details = " " },
                "Details"
            },
            {
                new() { Status = AllergyStatus.NoneKnown },
                ""
            },
            {
                new() { Status = AllergyStatus.NoneKnown, Details = "Penicillin: rash" },
                "Details"
            },
            {
                new() { Status = AllergyStatus.Unavailable },
                ""
            },
            {
                new() { Status = AllergyStatus.Unavailable, Details = "Practice closed" },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(Allergies answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
