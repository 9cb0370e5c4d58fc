using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class LegalDecisionsTests
{
    public static TheoryData<LegalDecisions, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { PropertyAttorney = true, PropertyAttorneyDetails = "Lee Madeup" },
                ""
            },
            {
                new() { PropertyAttorney = false, PropertyAttorneyDetails = "Lee Madeup" },
                "PropertyAttorney"
            },
            {
                new()
                {
                    Adrt = AdrtStatus.HasAdrt,
                    AdrtRefuses = "Ventilation",
                    AdrtMadeOn = SectionRules.Today,
                    AdrtLocation = "Desk",
                },
                ""
            },
            {
                new() { Adrt = AdrtStatus.HasAdrt, AdrtMadeOn = SectionRules.Today.AddDays(1) },
                "AdrtMadeOn"
            },
            {
                new() { Adrt = AdrtStatus.HasAdrt, AdrtMadeOn = SectionRules.Born.AddYears(18) },
                ""
            },
            {
                new() { Adrt = AdrtStatus.HasAdrt, AdrtMadeOn = SectionRules.Born.AddYears(18).AddDays(-1) },
                "AdrtMadeOn"
            },
            {
                new() { Adrt = AdrtStatus.None },
                ""
            },
            {
                new() { Adrt = AdrtStatus.None, AdrtRefuses = "Ventilation" },
                "Adrt"
            },
            {
                new() { Adrt = AdrtStatus.None, AdrtLocation = "Desk" },
                "Adrt"
            },
            {
                new() { AdrtMadeOn = SectionRules.Today },
                "Adrt"
            },
            {
                new()
                {
                    Lpa = LpaStatus.WithLifeSustaining,
                    LpaMadeOn = SectionRules.Today,
                    AttorneyName = "Sam Invented",
                    AttorneyPhone = "01632 960001",
                },
                ""
            },
            {
                new() { Lpa = LpaStatus.HealthAndWelfare, LpaMadeOn = SectionRules.Today.AddDays(1) },
                "LpaMadeOn"
            },
            {
                new() { Lpa = LpaStatus.HealthAndWelfare, LpaMadeOn = SectionRules.Born.AddYears(18) },
                ""
            },
            {
                new() { Lpa = LpaStatus.HealthAndWelfare, LpaMadeOn = SectionRules.Born.AddYears(18).AddDays(-1) },
                "LpaMadeOn"
            },
            {
                new() { Lpa = LpaStatus.None, AttorneyName = "Sam Invented" },
                "Lpa"
            },
            {
                new() { AttorneyPhone = "01632 960001" },
                "Lpa"
            },
            {
                new() { LpaMadeOn = SectionRules.Today },
                "Lpa"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(LegalDecisions answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
