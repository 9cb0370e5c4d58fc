using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>What a privacy officer can decide.</summary>
public enum ExtractDecision
{
    Approve,
    Refuse,
}

/// <summary>A decision about a request, with the reason of a refusal.</summary>
public sealed class DecisionForm
{
    public ExtractDecision? Decision { get; set; }

    [Longest(ExtractRequest.LongestReason)]
    public string? Because { get; set; }

    public sealed class Validator : FormValidator<DecisionForm>
    {
        public Validator()
        {
            RuleFor(form => form.Decision)
                .Must(decision => decision is { } known && Enum.IsDefined(known))
                .WithMessage("Choose whether to approve or refuse it.");
            RuleFor(form => form.Because)
                .NotEmpty()
                .When(form => form.Decision is ExtractDecision.Refuse)
                .WithMessage("Say why it is refused.");
        }
    }
}
