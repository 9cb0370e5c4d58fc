using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.LegalSection;

/// <summary>What is typed about an advance decision to refuse treatment and about attorneys.</summary>
public sealed class LegalForm : ISectionForm<LegalForm, LegalDecisions>
{
    public AdrtStatus? Adrt { get; set; }

    [Longest(4000)]
    public string? AdrtRefuses { get; set; }

    public DateParts AdrtMadeOn { get; set; } = new();

    [Longest(1000)]
    public string? AdrtLocation { get; set; }

    public LpaStatus? Lpa { get; set; }

    public DateParts LpaMadeOn { get; set; } = new();

    public string? AttorneyName { get; set; }

    public string? AttorneyPhone { get; set; }

    public static LegalForm From(LegalDecisions? answers) =>
        new()
        {
            Adrt = answers?.Adrt,
            AdrtRefuses = answers?.AdrtRefuses,
            AdrtMadeOn = DateParts.From(answers?.AdrtMadeOn),
            AdrtLocation = answers?.AdrtLocation,
            Lpa = answers?.Lpa,
            LpaMadeOn = DateParts.From(answers?.LpaMadeOn),
            AttorneyName = answers?.AttorneyName,
            AttorneyPhone = answers?.AttorneyPhone,
        };

    public LegalDecisions ToAnswers() =>
        new()
        {
            Adrt = Adrt,
            AdrtRefuses = AdrtRefuses.OrNull(),
            AdrtMadeOn = AdrtMadeOn.ToDay(),
            AdrtLocation = AdrtLocation.OrNull(),
            Lpa = Lpa,
            LpaMadeOn = LpaMadeOn.ToDay(),
            AttorneyName = AttorneyName.OrNull(),
            AttorneyPhone = AttorneyPhone.OrNull(),
        };

    public sealed class Validator : FormValidator<LegalForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.AdrtMadeOn, "Date of the advance decision");
            this.OptionalDate(form => form.LpaMadeOn, "Date of the power of attorney");
        }
    }
}
