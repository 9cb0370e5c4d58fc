using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Patients;

/// <summary>The one preference that a new record may begin with (SCCI1580 items 36 and 37). Blank is asked for later.</summary>
public sealed class FirstWishForm
{
    public Place? Place { get; set; }

    public string? Name { get; set; }

    public PlaceFinding? Finding { get; set; }

    public DateParts ExpressedOn { get; set; } = new();

    private bool IsBlank => Place is null && Finding is null && Name.OrNull() is null;

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
            Death = new() { First = Place is { } place ? new() { Place = place, Name = Name.OrNull() } : null, Finding = Finding },
        };
    }

    public sealed class Validator : FormValidator<FirstWishForm>
    {
        public Validator()
        {
            RuleFor(form => form.Place)
                .NotNull()
                .When(form => form.Name.OrNull() is not null)
                .WithMessage("Choose the kind of place, or leave its name blank.");
            RuleFor(form => form.Place)
                .Must(place => place is null || place.Value.CanBePreferred())
                .WithMessage("Choose a place from the list.");
            RuleFor(form => form.Finding)
                .Null()
                .When(form => form.Place is not null)
                .WithMessage("Choose a place or say why there is none, not both.");
            When(form => !form.IsBlank, () => this.RequiredDate(form => form.ExpressedOn, "Date they said so"))
                .Otherwise(() => this.OptionalDate(form => form.ExpressedOn, "Date they said so"));
        }
    }
}
