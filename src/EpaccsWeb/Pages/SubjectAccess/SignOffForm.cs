using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>What a senior clinician can decide.</summary>
public enum SignOff
{
    Release,
    Refuse,
}

/// <summary>The check of a record before a copy is made, and the decision.</summary>
public sealed class SignOffForm
{
    public bool HarmChecked { get; set; }

    public bool OthersChecked { get; set; }

    /// <summary>After a death: the person left no wish that the record be kept from whoever asks.</summary>
    public bool NoWishAgainst { get; set; }

    /// <summary>The request is one after a death; never typed.</summary>
    [BindNever]
    public bool AfterDeath { get; set; }

    public List<string> Withheld { get; set; } = [];

    public SubjectGround? Ground { get; set; }

    [Longest(SubjectRequest.LongestText)]
    public string? Because { get; set; }

    public SignOff? Decision { get; set; }

    /// <summary>What is kept back, as it is stored.</summary>
    public SubjectWithholding Withholding =>
        Withheld.Count == 0 ? new([], null, null) : new([.. Withheld.Distinct(StringComparer.Ordinal)], Ground, Because?.Trim());

    public sealed class Validator : FormValidator<SignOffForm>
    {
        public Validator()
        {
            RuleFor(form => form.Decision)
                .Must(decision => decision is { } known && Enum.IsDefined(known))
                .WithMessage("Choose whether to sign it off or to refuse it.");
            RuleFor(form => form.Because).NotEmpty().When(form => form.Decision is SignOff.Refuse).WithMessage("Say why it is refused.");
            When(
                form => form.Decision is SignOff.Release,
                () =>
                {
                    RuleFor(form => form.HarmChecked)
                        .Equal(true)
                        .WithMessage("Look for what could do serious harm, and tick that you did.");
                    RuleFor(form => form.OthersChecked)
                        .Equal(true)
                        .WithMessage("Look for what is about other people, and tick that you did.");
                    RuleFor(form => form.NoWishAgainst)
                        .Equal(true)
                        .When(form => form.AfterDeath)
                        .WithMessage(
                            "If the person did not want this access to be given, refuse it. Otherwise tick that there is no such wish."
                        );
                    RuleFor(form => form.Ground)
                        .Must(ground => ground is { } known && Enum.IsDefined(known))
                        .When(form => form.Withheld.Count > 0)
                        .WithMessage("Choose why parts are kept back.");
                    RuleFor(form => form.Because)
                        .NotEmpty()
                        .When(form => form.Withheld.Count > 0)
                        .WithMessage("Say why these parts are kept back.");
                }
            );
        }
    }
}
