using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class ProfessionalContactsTests
{
    public static TheoryData<ProfessionalContacts, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new()
                {
                    KeyWorkerName = "Jo Invented",
                    KeyWorkerRole = "Nurse",
                    KeyWorkerPhone = "01632 960001",
                },
                ""
            },
            {
                new() { KeyWorkerRole = "Nurse" },
                "KeyWorkerName"
            },
            {
                new() { KeyWorkerPhone = "01632 960001" },
                "KeyWorkerName"
            },
            {
                new() { Others = "Jo Invented, nurse" },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(ProfessionalContacts answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
