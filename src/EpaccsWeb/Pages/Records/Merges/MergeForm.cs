using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.Merges;

/// <summary>What is typed to put two records together.</summary>
public sealed class MergeForm
{
    public bool Compared { get; set; }

    [Longest(1000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<MergeForm>
    {
        public Validator()
        {
            RuleFor(form => form.Compared).Equal(true).WithMessage("Tick that both records are of the same person.");
            RuleFor(form => form.Reason).NotEmpty().WithMessage("Say how you know that both records are of the same person.");
        }
    }
}

/// <summary>What is typed to tell two records apart.</summary>
public sealed class ApartForm
{
    [Longest(1000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<ApartForm>
    {
        public Validator() => RuleFor(form => form.Reason).NotEmpty().WithMessage("Say how you know that these are two different people.");
    }
}
