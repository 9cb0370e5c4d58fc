using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.PrognosisSection;

/// <summary>What is typed about likely prognosis and stage of care.</summary>
public sealed class PrognosisForm : ISectionForm<PrognosisForm, PrognosisAndStage>
{
    public Prognosis? Prognosis { get; set; }

    public GsfStage? Stage { get; set; }

    public DateParts EstimatedOn { get; set; } = new();

    public string? PersonAware { get; set; }

    public string? CarerAware { get; set; }

    public string? RelativeAware { get; set; }

    [Longest(4000)]
    public string? Notes { get; set; }

    public static PrognosisForm From(PrognosisAndStage? answers) =>
        new()
        {
            Prognosis = answers?.Prognosis,
            Stage = answers?.Stage,
            EstimatedOn = DateParts.From(answers?.EstimatedOn),
            PersonAware = YesNo.From(answers?.PersonAware),
            CarerAware = YesNo.From(answers?.CarerAware),
            RelativeAware = YesNo.From(answers?.RelativeAware),
            Notes = answers?.Notes,
        };

    public PrognosisAndStage ToAnswers() =>
        new()
        {
            Prognosis = Prognosis,
            Stage = Stage,
            EstimatedOn = EstimatedOn.ToDay(),
            PersonAware = YesNo.To(PersonAware),
            CarerAware = YesNo.To(CarerAware),
            RelativeAware = YesNo.To(RelativeAware),
            Notes = Notes.OrNull(),
        };

    public sealed class Validator : FormValidator<PrognosisForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.EstimatedOn, "Date of the estimate");
            this.YesNoOrBlank(form => form.PersonAware);
            this.YesNoOrBlank(form => form.CarerAware);
            this.YesNoOrBlank(form => form.RelativeAware);
        }
    }
}
