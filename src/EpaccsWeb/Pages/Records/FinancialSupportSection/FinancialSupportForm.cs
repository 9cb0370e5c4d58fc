using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.FinancialSupportSection;

/// <summary>What is typed about financial support.</summary>
public sealed class FinancialSupportForm : ISectionForm<FinancialSupportForm, FinancialSupport>
{
    public FinancialSupportKind[] Kinds { get; set; } = [];

    public DateParts Date { get; set; } = new();

    [Longest(4000)]
    public string? Notes { get; set; }

    public static FinancialSupportForm From(FinancialSupport? answers) =>
        new()
        {
            Kinds = [.. answers?.Kinds ?? []],
            Date = DateParts.From(answers?.Date),
            Notes = answers?.Notes,
        };

    public FinancialSupport ToAnswers() =>
        new()
        {
            Kinds = [.. Kinds.Distinct()],
            Date = Date.ToDay(),
            Notes = Notes.OrNull(),
        };

    public sealed class Validator : FormValidator<FinancialSupportForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.Date, "Date");
        }
    }
}
