using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class DisabilitiesTests
{
    public static TheoryData<Disabilities, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { NoneKnown = true },
                ""
            },
            {
                new() { NoneKnown = true, Description = "Hearing loss" },
                "Description"
            },
            {
                new() { NoneKnown = false, Description = "Hearing loss" },
                ""
            },
            {
                new() { NoneKnown = false },
                "Description"
            },
            {
                new() { NoneKnown = false, Kinds = [Disability.HearingLoss] },
                ""
            },
            {
                new() { NoneKnown = false, Kinds = [Disability.ReportsNoCurrentDisability] },
                "Description"
            },
            {
                new() { Kinds = [Disability.ReportsNoCurrentDisability] },
                ""
            },
            {
                new() { NoneKnown = true, Kinds = [Disability.ReportsNoCurrentDisability] },
                ""
            },
            {
                new() { NoneKnown = true, Kinds = [Disability.ReportsNoCurrentDisability, Disability.ImpairedCognition] },
                "Kinds"
            },
            {
                new() { NoneKnown = false, Description = " " },
                "Description"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(Disabilities answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
