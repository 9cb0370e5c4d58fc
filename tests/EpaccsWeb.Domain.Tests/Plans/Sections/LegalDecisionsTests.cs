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

    [Theory]
    [InlineData(AdrtStatus.RefusesLifeSustaining, "Antibiotics", null, true, true)]
    [InlineData(AdrtStatus.HasAdrt, "CPR, whatever happens", null, true, true)]
    [InlineData(AdrtStatus.HasAdrt, "Being resuscitated", false, true, true)]
    [InlineData(AdrtStatus.HasAdrt, "Antibiotics", true, true, true)]
    [InlineData(AdrtStatus.HasAdrt, "Antibiotics", false, false, true)]
    [InlineData(AdrtStatus.HasAdrt, "Antibiotics", null, false, false)]
    [InlineData(AdrtStatus.None, null, null, false, false)]
    public void The_formalities_go_with_what_is_refused_not_with_the_kind_alone(
        AdrtStatus kind,
        string? refuses,
        bool? ifLifeAtRisk,
        bool refusesLife,
        bool hasFormalities
    )
    {
        var legal = new LegalDecisions
        {
            Adrt = kind,
            AdrtRefuses = refuses,
            AdrtAppliesIfLifeAtRisk = ifLifeAtRisk,
        };

        Assert.Equal((refusesLife, hasFormalities), (legal.RefusesLifeSustaining(), legal.Formalities().Count > 0));
    }

    [Theory]
    [InlineData(2024, 2025, AttorneyOrder.AfterAdrt)]
    [InlineData(2025, 2024, AttorneyOrder.BeforeAdrt)]
    [InlineData(2025, 2025, AttorneyOrder.NotKnown)]
    [InlineData(0, 2025, AttorneyOrder.NotKnown)]
    [InlineData(2025, 0, AttorneyOrder.NotKnown)]
    public void Which_came_later_is_told_from_the_two_dates_while_both_stand(int adrt, int lpa, AttorneyOrder order)
    {
        var legal = new LegalDecisions
        {
            Adrt = AdrtStatus.HasAdrt,
            AdrtMadeOn = adrt == 0 ? null : new(adrt, 1, 1),
            Lpa = LpaStatus.HealthAndWelfare,
            LpaMadeOn = lpa == 0 ? null : new(lpa, 1, 1),
        };

        Assert.Equal(order, legal.OrderOfAttorney());
        Assert.Null((legal with { AdrtState = AdrtState.Withdrawn }).OrderOfAttorney());
        Assert.Null((legal with { Lpa = LpaStatus.None }).OrderOfAttorney());
        Assert.Null((legal with { Adrt = AdrtStatus.None }).OrderOfAttorney());
    }
}
