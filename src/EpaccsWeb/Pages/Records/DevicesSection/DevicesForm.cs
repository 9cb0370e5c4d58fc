using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.DevicesSection;

/// <summary>What is typed about devices in or on the person.</summary>
public sealed class DevicesForm : ISectionForm<DevicesForm, Devices>
{
    public DefibrillatorStatus? Defibrillator { get; set; }

    public DateParts DefibrillatorDeactivatedOn { get; set; } = new();

    [Longest(1000)]
    public string? DefibrillatorDetails { get; set; }

    public string? SyringePump { get; set; }

    [Longest(1000)]
    public string? SyringePumpDetails { get; set; }

    public string? Oxygen { get; set; }

    [Longest(1000)]
    public string? OxygenDetails { get; set; }

    public string? Catheter { get; set; }

    [Longest(1000)]
    public string? CatheterDetails { get; set; }

    [Longest(4000)]
    public string? OtherDevices { get; set; }

    public static DevicesForm From(Devices? answers) =>
        new()
        {
            Defibrillator = answers?.Defibrillator,
            DefibrillatorDeactivatedOn = DateParts.From(answers?.DefibrillatorDeactivatedOn),
            DefibrillatorDetails = answers?.DefibrillatorDetails,
            SyringePump = YesNo.From(answers?.SyringePump),
            SyringePumpDetails = answers?.SyringePumpDetails,
            Oxygen = YesNo.From(answers?.Oxygen),
            OxygenDetails = answers?.OxygenDetails,
            Catheter = YesNo.From(answers?.Catheter),
            CatheterDetails = answers?.CatheterDetails,
            OtherDevices = answers?.OtherDevices,
        };

    public Devices ToAnswers() =>
        new()
        {
            Defibrillator = Defibrillator,
            DefibrillatorDeactivatedOn = DefibrillatorDeactivatedOn.ToDay(),
            DefibrillatorDetails = DefibrillatorDetails.OrNull(),
            SyringePump = YesNo.To(SyringePump),
            SyringePumpDetails = SyringePumpDetails.OrNull(),
            Oxygen = YesNo.To(Oxygen),
            OxygenDetails = OxygenDetails.OrNull(),
            Catheter = YesNo.To(Catheter),
            CatheterDetails = CatheterDetails.OrNull(),
            OtherDevices = OtherDevices.OrNull(),
        };

    public sealed class Validator : FormValidator<DevicesForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.DefibrillatorDeactivatedOn, "Date deactivated");
            this.YesNoOrBlank(form => form.SyringePump);
            this.YesNoOrBlank(form => form.Oxygen);
            this.YesNoOrBlank(form => form.Catheter);
        }
    }
}
