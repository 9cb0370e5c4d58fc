using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.Letters;

/// <summary>What may go into a letter.</summary>
public enum LetterPart
{
    PreferredPlaces,
    CprDecision,
    WhoToRing,
}

/// <summary>To whom a letter goes, and what stands in it. None of it is kept but the name.</summary>
public sealed class LetterForm
{
    public string? Name { get; set; }

    [Longest(500)]
    public string? Address { get; set; }

    public List<LetterPart> Parts { get; set; } = [];

    /// <summary>"yes" when the person agrees; there is no other answer with which a letter is written.</summary>
    public string? Agreed { get; set; }

    public sealed class Validator : FormValidator<LetterForm>
    {
        public Validator()
        {
            RuleFor(form => form.Name).NotEmpty().WithMessage("Enter the name of the person or the team that the letter is for.");
            RuleFor(form => form.Address).NotEmpty().WithMessage("Enter the address.");
            RuleFor(form => form.Parts).NotEmpty().WithMessage("Choose what goes into the letter.");
            RuleFor(form => form.Agreed).Equal("yes").WithMessage("A letter is only written when the person agrees to it.");
        }
    }
}
