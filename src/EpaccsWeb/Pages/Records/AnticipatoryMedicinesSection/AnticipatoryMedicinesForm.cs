using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AnticipatoryMedicinesSection;

/// <summary>What is typed about medicines kept in the home for symptoms to come.</summary>
public sealed class AnticipatoryMedicinesForm : ISectionForm<AnticipatoryMedicinesForm, AnticipatoryMedicines>
{
    public AnticipatoryStatus? Status { get; set; }

    [Longest(4000)]
    public string? Medicines { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? Location { get; set; }

    [Longest(1000)]
    [TellsLocation]
    public string? ChartLocation { get; set; }

    public DateParts ExpiresOn { get; set; } = new();

    public static AnticipatoryMedicinesForm From(AnticipatoryMedicines? answers) =>
        new()
        {
            Status = answers?.Status,
            Medicines = answers?.Medicines,
            Location = answers?.Location,
            ChartLocation = answers?.ChartLocation,
            ExpiresOn = DateParts.From(answers?.ExpiresOn),
        };

    public AnticipatoryMedicines ToAnswers() =>
        new()
        {
            Status = Status!.Value,
            Medicines = Medicines.OrNull(),
            Location = Location.OrNull(),
            ChartLocation = ChartLocation.OrNull(),
            ExpiresOn = ExpiresOn.ToDay(),
        };

    public sealed class Validator : FormValidator<AnticipatoryMedicinesForm>
    {
        public Validator()
        {
            RuleFor(form => form.Status).NotNull().WithMessage("Choose whether medicines are in place.");
            this.OptionalDate(form => form.ExpiresOn, "Earliest expiry date");
        }
    }
}
