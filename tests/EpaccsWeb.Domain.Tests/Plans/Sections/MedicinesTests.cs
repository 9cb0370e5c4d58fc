using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

public sealed class MedicinesTests
{
    private static readonly Medicine Morphine = new()
    {
        Name = "Morphine sulfate",
        Dose = "10",
        Unit = "mg",
        Route = "By mouth",
        Frequency = "Twice a day",
    };

    public static TheoryData<Medicines, string> Cases { get; } =
        new()
        {
            { new(), "" },
            {
                new() { Status = MedicinesStatus.NoneRegular },
                ""
            },
            {
                new() { Status = MedicinesStatus.Unavailable },
                ""
            },
            {
                new() { Status = MedicinesStatus.Listed },
                "Taken"
            },
            {
                new() { Status = MedicinesStatus.Listed, Taken = [Morphine] },
                ""
            },
            {
                new() { Taken = [Morphine] },
                "Status"
            },
            {
                new() { Status = MedicinesStatus.NoneRegular, Taken = [Morphine] },
                "Status"
            },
            {
                new() { Status = MedicinesStatus.Unavailable, Taken = [Morphine] },
                "Status"
            },
            { Listed(Morphine with { Name = " " }), "Taken[1].Name" },
            { Listed(Morphine with { Dose = null }), "Taken[1].Dose" },
            { Listed(Morphine with { Dose = null, Unit = null }), "" },
            { Listed(Morphine with { Name = "MS 10 mg" }), "Taken[1].Name" },
            { Listed(Morphine with { Dose = "1.0" }), "Taken[1].Dose" },
            { Listed(Morphine with { Unit = "mcg" }), "Taken[1].Unit" },
            { Listed(Morphine with { Frequency = "BD" }), "Taken[1].Frequency" },
            { Listed(Morphine with { Indication = "MS" }), "" },
            {
                new() { Status = MedicinesStatus.NoneRegular, Discontinued = [new() { Name = "Ramipril", Date = "March" }] },
                ""
            },
            {
                new() { Discontinued = [new() { Name = "", Reason = "Falls" }] },
                "Discontinued[0].Name"
            },
            {
                new() { Discontinued = [new() { Name = "Ramipril 1.0 mg" }] },
                "Discontinued[0].Name"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_the_field_at_fault(Medicines answers, string faults) => Assert.Equal(faults, SectionRules.Faults(answers));

    private static Medicines Listed(Medicine second) => new() { Status = MedicinesStatus.Listed, Taken = [Morphine, second] };
}
