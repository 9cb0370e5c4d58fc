using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Admin.Audit;

/// <summary>Why emergency access is taken from somebody, or given back.</summary>
public sealed class SuspensionForm
{
    /// <summary>What the page offered, so that a form sent late or twice does not turn it round.</summary>
    public bool? Suspends { get; set; }

    [Longest(1000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<SuspensionForm>
    {
        public Validator()
        {
            RuleFor(form => form.Suspends).NotNull().WithMessage("Load the page again, and use its button.");
            RuleFor(form => form.Reason).NotEmpty().WithMessage("Say why.");
        }
    }
}
