using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AllergiesSection;

/// <summary>What is typed about allergies and adverse reactions.</summary>
public sealed class AllergiesForm : ISectionForm<AllergiesForm, Allergies>
{
    public AllergyStatus? Status { get; set; }

    [Longest(4000)]
    public string? Details { get; set; }

    public static AllergiesForm From(Allergies? answers) => new() { Status = answers?.Status, Details = answers?.Details };

    public Allergies ToAnswers() => new() { Status = Status!.Value, Details = Details.OrNull() };

    public sealed class Validator : FormValidator<AllergiesForm>
    {
        public Validator()
        {
            RuleFor(form => form.Status).NotNull().WithMessage("Choose what is known of allergies.");
        }
    }
}
