using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Patients;

/// <summary>What came of asking where the person wishes to die: a place, or one of the findings.</summary>
public enum FirstWish
{
    NamedPlace,
    Unable,
    NotAppropriate,
    Declined,
    Undecided,
}

/// <summary>The one preference that a new record may begin with (SCCI1580 items 36 and 37). Blank is asked for later.</summary>
public sealed class FirstWishForm
{
    /// <summary>The answers offered, in the words of the standard.</summary>
    public static IReadOnlyList<Choice> Answers { get; } =
    [
        new(nameof(FirstWish.NamedPlace), "They named a place"),
        .. FormParts.ChoicesOf<PlaceFinding>(),
        new(string.Empty, "Not asked yet", "The plan will remind you."),
    ];

    public FirstWish? Answer { get; set; }

    public Place? Place { get; set; }

    public string? Name { get; set; }

    public DateParts ExpressedOn { get; set; } = new();

    private bool IsBlank => Answer is null && Place is null && Name.OrNull() is null;

    /// <summary>The section to begin with; null when nobody has asked yet.</summary>
    public PreferredPlaces? ToSection()
    {
        if (IsBlank)
        {
            return null;
        }

        _ = ExpressedOn.TryRead(out var expressed);
        return new()
        {
            ExpressedOn = expressed,
            Death = new()
            {
                First = Place is { } place ? new() { Place = place, Name = Name.OrNull() } : null,
                Finding = Answer is null or FirstWish.NamedPlace ? null : Enum.Parse<PlaceFinding>(Answer.Value.ToString()),
            },
        };
    }

    public sealed class Validator : FormValidator<FirstWishForm>
    {
        public Validator()
        {
            RuleFor(form => form.Place)
                .NotNull()
                .When(form => form.Answer is FirstWish.NamedPlace || form.Name.OrNull() is not null)
                .WithMessage("Choose the kind of place.");
            // A finding and a place together are refused rather than one of them dropped unseen.
            RuleFor(form => form.Answer)
                .Equal(FirstWish.NamedPlace)
                .When(form => form.Answer is not null && form.Place is not null)
                .WithMessage("Choose “They named a place”, or take the place back: one or the other, not both.");
            When(form => !form.IsBlank, () => this.RequiredDate(form => form.ExpressedOn, "Date they said so"))
                .Otherwise(() => this.OptionalDate(form => form.ExpressedOn, "Date they said so"));
        }
    }
}
