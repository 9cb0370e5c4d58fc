using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AllergiesSection;

/// <summary>What is typed about allergies and adverse reactions.</summary>
public sealed class AllergiesForm : ISectionForm<AllergiesForm, Allergies>
{
    public AllergyStatus? Status { get; set; }

    public List<AllergyRow> Known { get; set; } = [];

    [Longest(4000)]
    public string? Details { get; set; }

    public static AllergiesForm From(Allergies? answers) =>
        new()
        {
            Status = answers?.Status,
            Known = [.. (answers?.Known ?? []).Select(AllergyRow.From)],
            Details = answers?.Details,
        };

    public Allergies ToAnswers() =>
        new()
        {
            Status = Status!.Value,
            Known = [.. Known.Kept().Select(row => row.ToAnswer())],
            Details = Details.OrNull(),
        };

    public sealed class Validator : FormValidator<AllergiesForm>
    {
        public Validator()
        {
            RuleFor(form => form.Status).NotNull().WithMessage("Choose what is known of allergies.");
        }
    }
}

/// <summary>What is typed about one substance that harms the person.</summary>
public sealed class AllergyRow : FormRow
{
    public string? CausativeAgent { get; set; }

    [Longest(500)]
    public string? Reaction { get; set; }

    public string? Severity { get; set; }

    [Longest(500)]
    public string? Evidence { get; set; }

    [Longest(100)]
    public string? Date { get; set; }

    public static AllergyRow From(Allergy answer) =>
        new()
        {
            CausativeAgent = answer.CausativeAgent,
            Reaction = answer.Reaction,
            Severity = answer.Severity,
            Evidence = answer.Evidence,
            Date = answer.Date,
        };

    public Allergy ToAnswer() =>
        new()
        {
            CausativeAgent = CausativeAgent ?? string.Empty,
            Reaction = Reaction.OrNull(),
            Severity = Severity.OrNull(),
            Evidence = Evidence.OrNull(),
            Date = Date.OrNull(),
        };
}
