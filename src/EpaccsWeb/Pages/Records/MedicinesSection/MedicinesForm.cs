using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.MedicinesSection;

/// <summary>What is typed about the medicines that the person takes, and those that were stopped.</summary>
public sealed class MedicinesForm : ISectionForm<MedicinesForm, Medicines>
{
    public MedicinesStatus? Status { get; set; }

    public List<MedicineRow> Taken { get; set; } = [];

    public List<DiscontinuedRow> Discontinued { get; set; } = [];

    public static MedicinesForm From(Medicines? answers) =>
        new()
        {
            Status = answers?.Status,
            Taken = [.. (answers?.Taken ?? []).Select(MedicineRow.From)],
            Discontinued = [.. (answers?.Discontinued ?? []).Select(DiscontinuedRow.From)],
        };

    public Medicines ToAnswers() =>
        new()
        {
            Status = Status,
            Taken = [.. Taken.Kept().Select(row => row.ToAnswer())],
            Discontinued = [.. Discontinued.Kept().Select(row => row.ToAnswer())],
        };

    public sealed class Validator : FormValidator<MedicinesForm>;
}

/// <summary>What is typed about one medicine.</summary>
public sealed class MedicineRow : FormRow
{
    public string? Name { get; set; }

    [Longest(50)]
    public string? Dose { get; set; }

    [Longest(50)]
    public string? Unit { get; set; }

    [Longest(100)]
    public string? Route { get; set; }

    public string? Frequency { get; set; }

    public string? Indication { get; set; }

    [Longest(1000)]
    public string? Notes { get; set; }

    public static MedicineRow From(Medicine answer) =>
        new()
        {
            Name = answer.Name,
            Dose = answer.Dose,
            Unit = answer.Unit,
            Route = answer.Route,
            Frequency = answer.Frequency,
            Indication = answer.Indication,
            Notes = answer.Notes,
        };

    public Medicine ToAnswer() =>
        new()
        {
            Name = Name ?? string.Empty,
            Dose = Dose.OrNull(),
            Unit = Unit.OrNull(),
            Route = Route.OrNull(),
            Frequency = Frequency.OrNull(),
            Indication = Indication.OrNull(),
            Notes = Notes.OrNull(),
        };
}

/// <summary>What is typed about one medicine that was stopped.</summary>
public sealed class DiscontinuedRow : FormRow
{
    public string? Name { get; set; }

    [Longest(1000)]
    public string? Reason { get; set; }

    [Longest(100)]
    public string? Date { get; set; }

    public static DiscontinuedRow From(DiscontinuedMedicine answer) =>
        new()
        {
            Name = answer.Name,
            Reason = answer.Reason,
            Date = answer.Date,
        };

    public DiscontinuedMedicine ToAnswer() =>
        new()
        {
            Name = Name ?? string.Empty,
            Reason = Reason.OrNull(),
            Date = Date.OrNull(),
        };
}
