using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class AccessToHomeTests
{
    public static TheoryData<AccessToHome, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new()
                {
                    KeySafe = "Left of the door",
                    LivesAlone = true,
                    Notes = "A dog",
                },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(AccessToHome answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
