using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class PrognosisAndStageTests
{
    public static TheoryData<PrognosisAndStage, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new()
                {
                    Prognosis = Prognosis.LastWeeks,
                    Stage = GsfStage.C,
                    EstimatedOn = SectionRules.Today,
                },
                ""
            },
            {
                new() { EstimatedOn = SectionRules.Today.AddDays(1) },
                "EstimatedOn"
            },
            {
                new() { EstimatedOn = SectionRules.Born },
                ""
            },
            {
                new() { EstimatedOn = SectionRules.Born.AddDays(-1) },
                "EstimatedOn"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(PrognosisAndStage answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
