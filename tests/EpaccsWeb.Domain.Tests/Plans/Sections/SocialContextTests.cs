using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class SocialContextTests
{
    public static TheoryData<SocialContext, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { AccommodationStatus = AccommodationStatus.Other },
                "AccommodationDetails"
            },
            {
                new() { AccommodationStatus = AccommodationStatus.Other, AccommodationDetails = "Houseboat" },
                ""
            },
            {
                new() { AccommodationStatus = AccommodationStatus.NoFixedAbode },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(SocialContext answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
