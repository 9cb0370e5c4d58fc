using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class DevicesTests
{
    public static TheoryData<Devices, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { Defibrillator = DefibrillatorStatus.Deactivated },
                ""
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Active },
                ""
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Active, DefibrillatorDeactivatedOn = SectionRules.Today },
                "DefibrillatorDeactivatedOn"
            },
            {
                new() { Defibrillator = DefibrillatorStatus.NotFitted, DefibrillatorDeactivatedOn = SectionRules.Today },
                "DefibrillatorDeactivatedOn"
            },
            {
                new() { DefibrillatorDeactivatedOn = SectionRules.Today },
                "DefibrillatorDeactivatedOn"
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Active, DefibrillatorDeactivatedOn = SectionRules.Today.AddDays(1) },
                "DefibrillatorDeactivatedOn"
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Deactivated, DefibrillatorDeactivatedOn = SectionRules.Today },
                ""
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Deactivated, DefibrillatorDeactivatedOn = SectionRules.Today.AddDays(1) },
                "DefibrillatorDeactivatedOn"
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Deactivated, DefibrillatorDeactivatedOn = SectionRules.Born },
                ""
            },
            {
                new() { Defibrillator = DefibrillatorStatus.Deactivated, DefibrillatorDeactivatedOn = SectionRules.Born.AddDays(-1) },
                "DefibrillatorDeactivatedOn"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(Devices answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));
}
