using System.Globalization;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.FunctionalStatusSection;

/// <summary>What is typed about how the person manages day to day.</summary>
public sealed class FunctionalStatusForm : ISectionForm<FunctionalStatusForm, FunctionalStatus>
{
    public string? Akps { get; set; }

    public string? Frailty { get; set; }

    public DateParts AssessedOn { get; set; } = new();

    [Longest(4000)]
    public string? Notes { get; set; }

    public static FunctionalStatusForm From(FunctionalStatus? answers) =>
        new()
        {
            Akps = answers?.Akps?.ToString(CultureInfo.InvariantCulture),
            Frailty = answers?.Frailty?.ToString(CultureInfo.InvariantCulture),
            AssessedOn = DateParts.From(answers?.AssessedOn),
            Notes = answers?.Notes,
        };

    public FunctionalStatus ToAnswers() =>
        new()
        {
            Akps = Akps.ToWhole(),
            Frailty = Frailty.ToWhole(),
            AssessedOn = AssessedOn.ToDay(),
            Notes = Notes.OrNull(),
        };

    public sealed class Validator : FormValidator<FunctionalStatusForm>
    {
        public Validator()
        {
            this.WholeOrBlank(form => form.Akps, "AKPS must be 0 to 100 in steps of ten.");
            this.WholeOrBlank(form => form.Frailty, "Frailty must be a whole number from 1 to 9.");
            this.OptionalDate(form => form.AssessedOn, "Date of assessment");
        }
    }
}
