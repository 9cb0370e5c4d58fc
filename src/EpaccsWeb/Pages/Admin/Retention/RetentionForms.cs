using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>The review before destruction.</summary>
public sealed class ReviewForm
{
    public bool NotNeeded { get; set; }

    [Longest(RetentionRules.LongestText)]
    public string? Review { get; set; }

    public sealed class Validator : FormValidator<ReviewForm>
    {
        public Validator()
        {
            RuleFor(form => form.NotNeeded)
                .Equal(true)
                .WithMessage("Look whether anybody still needs the record, and tick that nobody does. Otherwise keep it for longer.");
            RuleFor(form => form.Review).NotEmpty().WithMessage("Say what you looked for.");
        }
    }
}

/// <summary>What the second person can decide.</summary>
public enum DestructionDecision
{
    Destroy,
    Refuse,
}

/// <summary>The decision of the second person.</summary>
public sealed class DestructionForm
{
    public static IReadOnlyList<Choice> Decisions { get; } =
    [
        new(nameof(DestructionDecision.Destroy), "Destroy the record", "It cannot be brought back."),
        new(nameof(DestructionDecision.Refuse), "Refuse: the record stays"),
    ];

    public DestructionDecision? Decision { get; set; }

    [Longest(RetentionRules.LongestText)]
    public string? Because { get; set; }

    public sealed class Validator : FormValidator<DestructionForm>
    {
        public Validator()
        {
            RuleFor(form => form.Decision)
                .Must(decision => decision is { } known && Enum.IsDefined(known))
                .WithMessage("Choose whether the record is destroyed or stays.");
            RuleFor(form => form.Because)
                .NotEmpty()
                .When(form => form.Decision is DestructionDecision.Refuse)
                .WithMessage("Say why it stays.");
        }
    }
}

/// <summary>What keeps a record for longer.</summary>
public sealed class HoldForm
{
    [Longest(20)]
    public string? Number { get; set; }

    [Longest(RetentionRules.LongestText)]
    public string? Reason { get; set; }

    public DateParts Until { get; set; } = new();

    public DateOnly? UntilDay => Until.TryRead(out var day) ? day : null;

    public sealed class Validator : FormValidator<HoldForm>
    {
        public Validator()
        {
            RuleFor(form => form.Number)
                .Must(number => NhsNumber.TryParse(number, out _))
                .WithMessage("Enter the ten digits of an NHS number.");
            RuleFor(form => form.Reason).NotEmpty().WithMessage("Say why it is kept for longer.");
            this.OptionalDate(form => form.Until, "Last day");
        }
    }
}

/// <summary>Why a record need not be kept for longer any more.</summary>
public sealed class LiftForm
{
    public Guid? Hold { get; set; }

    [Longest(RetentionRules.LongestText)]
    public string? Because { get; set; }

    public sealed class Validator : FormValidator<LiftForm>
    {
        public Validator() => RuleFor(form => form.Because).NotEmpty().WithMessage("Say why it need not be kept for longer.");
    }
}
