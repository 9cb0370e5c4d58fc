using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.ContingencySection;

/// <summary>What is typed about emergencies that may come, and about an expected death.</summary>
public sealed class ContingencyForm : ISectionForm<ContingencyForm, ContingencyPlans>
{
    public List<EmergencyRow> Emergencies { get; set; } = [];

    [Longest(4000)]
    public string? EarlyWarningSigns { get; set; }

    [Longest(4000)]
    public string? CopingStrategies { get; set; }

    public string? PalliativeLine { get; set; }

    [Longest(2000)]
    public string? Equipment { get; set; }

    [Longest(1000)]
    public string? WhoMayVerify { get; set; }

    [Longest(1000)]
    public string? WhoWillCertify { get; set; }

    public DateParts DoctorLastSawOn { get; set; } = new();

    public static ContingencyForm From(ContingencyPlans? answers) =>
        new()
        {
            Emergencies = [.. (answers?.Emergencies ?? []).Select(EmergencyRow.From)],
            EarlyWarningSigns = answers?.EarlyWarningSigns,
            CopingStrategies = answers?.CopingStrategies,
            PalliativeLine = answers?.PalliativeLine,
            Equipment = answers?.Equipment,
            WhoMayVerify = answers?.WhoMayVerify,
            WhoWillCertify = answers?.WhoWillCertify,
            DoctorLastSawOn = DateParts.From(answers?.DoctorLastSawOn),
        };

    public ContingencyPlans ToAnswers() =>
        new()
        {
            Emergencies = [.. Emergencies.Kept().Select(row => row.ToAnswer())],
            EarlyWarningSigns = EarlyWarningSigns.OrNull(),
            CopingStrategies = CopingStrategies.OrNull(),
            PalliativeLine = PalliativeLine.OrNull(),
            Equipment = Equipment.OrNull(),
            WhoMayVerify = WhoMayVerify.OrNull(),
            WhoWillCertify = WhoWillCertify.OrNull(),
            DoctorLastSawOn = DoctorLastSawOn.ToDay(),
        };

    public sealed class Validator : FormValidator<ContingencyForm>
    {
        public Validator() => this.OptionalDate(form => form.DoctorLastSawOn, "Date the doctor last saw the person");
    }
}

/// <summary>What is typed about one emergency that may come.</summary>
public sealed class EmergencyRow : FormRow
{
    [Longest(500)]
    public string? Trigger { get; set; }

    [Longest(4000)]
    public string? WhatShouldHappen { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? WhoToContact { get; set; }

    public static EmergencyRow From(ExpectedEmergency answer) =>
        new()
        {
            Trigger = answer.Trigger,
            WhatShouldHappen = answer.WhatShouldHappen,
            WhoToContact = answer.WhoToContact,
        };

    public ExpectedEmergency ToAnswer() =>
        new()
        {
            Trigger = Trigger ?? string.Empty,
            WhatShouldHappen = WhatShouldHappen.OrNull(),
            WhoToContact = WhoToContact.OrNull(),
        };
}
