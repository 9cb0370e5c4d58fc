using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class PersonalContactsTests
{
    public static TheoryData<PersonalContacts, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { Carer = CarerStatus.HasCarer },
                ""
            },
            {
                new()
                {
                    Carer = CarerStatus.HasCarer,
                    CarerName = "Sam Invented",
                    CarerRelationship = "Son",
                    CarerPhone = "01632 960001",
                },
                ""
            },
            {
                new() { Carer = CarerStatus.NoCarer, CarerName = "Sam Invented" },
                "Carer"
            },
            {
                new() { Carer = CarerStatus.Unknown, CarerPhone = "01632 960001" },
                "Carer"
            },
            {
                new() { CarerRelationship = "Son" },
                "Carer"
            },
            {
                new() { Carer = CarerStatus.NoCarer, Others = "Jo Invented, neighbour" },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(PersonalContacts answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
