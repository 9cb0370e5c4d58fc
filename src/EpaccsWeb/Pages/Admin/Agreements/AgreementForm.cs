using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Admin.Agreements;

/// <summary>A signed agreement to share within an area, as it is entered.</summary>
public sealed class AgreementForm
{
    public string? Organisation { get; set; }

    public DateParts From { get; set; } = new();

    public DateParts To { get; set; } = new();

    public string? Reference { get; set; }

    public DateOnly? FromDay => From.TryRead(out var day) ? day : null;

    public DateOnly? ToDay => To.TryRead(out var day) ? day : null;

    public sealed class Validator : FormValidator<AgreementForm>
    {
        public Validator()
        {
            RuleFor(form => form.Organisation).NotEmpty().WithMessage("Choose the care board that holds the agreement.");
            RuleFor(form => form.Reference).NotEmpty().WithMessage("Enter where the signed agreement is kept.");
            this.RequiredDate(form => form.From, "First day");
            this.OptionalDate(form => form.To, "Last day");
            RuleFor(form => form.To)
                .Must((form, _) => form.ToDay is not { } last || form.FromDay is not { } first || last >= first)
                .WithMessage("Last day must be the same as or after the first day.");
        }
    }
}
