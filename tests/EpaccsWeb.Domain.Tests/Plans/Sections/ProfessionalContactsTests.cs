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

    [Fact]
    public void The_key_worker_is_whoever_is_named_else_the_contact_marked_so_who_has_not_left()
    {
        var left = new ProfessionalContact
        {
            Name = "Gone",
            KeyWorker = true,
            End = "March 2026",
        };
        var marked = new ProfessionalContact { Name = "Jo Invented", KeyWorker = true };
        var other = new ProfessionalContact { Name = "Dr A Madeup", End = "the summer" };
        var answers = new ProfessionalContacts { Contacts = [left, other, marked] };

        Assert.Equal(marked, answers.KeyWorkerOn(SectionRules.Today));
        Assert.Equal([other], answers.OthersToRing(SectionRules.Today));
        Assert.Equal(left, answers.KeyWorkerOn(new(2026, 3, 31)));

        var named = answers with { KeyWorkerName = "Sam", KeyWorkerRole = "Nurse", KeyWorkerPhone = "01632 960001" };
        Assert.Equal(
            ("Sam", "Nurse", "01632 960001"),
            (
                named.KeyWorkerOn(SectionRules.Today)!.Name,
                named.KeyWorkerOn(SectionRules.Today)!.Role,
                named.KeyWorkerOn(SectionRules.Today)!.Telephone
            )
        );
        Assert.Equal([other, marked], named.OthersToRing(SectionRules.Today));
        Assert.Null(new ProfessionalContacts { Contacts = [left, other] }.KeyWorkerOn(SectionRules.Today));
    }

    [Fact]
    public void The_key_worker_is_named_once_and_no_team_without_a_name_is_taken_for_another()
    {
        var team = new ProfessionalContact { Team = "District nurses", KeyWorker = true };
        var hospice = new ProfessionalContact { Team = "Hospice at home" };
        var sam = new ProfessionalContact
        {
            Name = "Sam",
            Telephone = "01632 960001",
            Organisation = "Valley Nursing",
        };
        var answers = new ProfessionalContacts { Contacts = [team, hospice, sam] };

        Assert.Equal([hospice, sam], answers.OthersToRing(SectionRules.Today));
        var named = answers with { KeyWorkerName = "Sam", KeyWorkerPhone = "01632 960001" };
        Assert.Equal([team, hospice], named.OthersToRing(SectionRules.Today));
    }
}
