using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class AnticipatoryMedicinesTests
{
    public static TheoryData<AnticipatoryMedicines, string> Cases { get; } =
        new()
        {
            {
                new()
                {
                    Status = AnticipatoryStatus.BoxIssued,
                    Medicines = "Morphine",
                    Location = "Desk",
                    ChartLocation = "Desk",
                    ExpiresOn = SectionRules.Today,
                },
                ""
            },
            {
                new() { Status = AnticipatoryStatus.Prescribed, ExpiresOn = SectionRules.Today.AddDays(-1) },
                ""
            },
            // An import runs these rules and keeps a register's words; what is typed here meets the guard as well.
            {
                new() { Status = AnticipatoryStatus.Prescribed, Medicines = "Morphine 2.50 mg PRN" },
                ""
            },
            {
                new() { Status = AnticipatoryStatus.NotInPlace },
                ""
            },
            {
                new() { Status = AnticipatoryStatus.NotInPlace, Medicines = "Morphine" },
                "Medicines"
            },
            {
                new() { Status = AnticipatoryStatus.NotInPlace, Location = "Desk" },
                "Location"
            },
            {
                new() { Status = AnticipatoryStatus.NotInPlace, ChartLocation = "Desk" },
                "ChartLocation"
            },
            {
                new() { Status = AnticipatoryStatus.NotInPlace, ExpiresOn = SectionRules.Today },
                "ExpiresOn"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(AnticipatoryMedicines answers, string faults) =>
        Assert.Equal(faults, SectionRules.Faults(answers));
}
