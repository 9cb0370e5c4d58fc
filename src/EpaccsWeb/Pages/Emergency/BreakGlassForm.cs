using EpaccsWeb.Domain.Access;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Emergency;

/// <summary>What is typed to open a record in an emergency.</summary>
public sealed class BreakGlassForm
{
    public BreakGlassReason? Reason { get; set; }

    [Longest(1000)]
    public string? Words { get; set; }

    public sealed class Validator : FormValidator<BreakGlassForm>
    {
        public Validator()
        {
            RuleFor(form => form.Reason).NotNull().WithMessage("Choose why you need the plan.");
            RuleFor(form => form.Words)
                .NotEmpty()
                .When(form => form.Reason is BreakGlassReason.Other)
                .WithMessage("Say what the reason is.");
        }
    }
}
