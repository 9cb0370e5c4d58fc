using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.PreferredPlacesSection;

/// <summary>What is typed about where a person wishes to be cared for and to die.</summary>
public sealed class PreferredPlacesForm : ISectionForm<PreferredPlacesForm, PreferredPlaces>
{
    public DateParts ExpressedOn { get; set; } = new();

    public StatementForm Care { get; set; } = new();

    public StatementForm Death { get; set; } = new();

    public string? WhoWasPresent { get; set; }

    [Longest(4000)]
    public string? Notes { get; set; }

    public static PreferredPlacesForm From(PreferredPlaces? answers) =>
        new()
        {
            ExpressedOn = DateParts.From(answers?.ExpressedOn),
            Care = StatementForm.From(answers?.Care),
            Death = StatementForm.From(answers?.Death),
            WhoWasPresent = answers?.WhoWasPresent,
            Notes = answers?.Notes,
        };

    public PreferredPlaces ToAnswers()
    {
        _ = ExpressedOn.TryRead(out var expressed);
        return new()
        {
            ExpressedOn = expressed,
            Care = Care.ToStatement(),
            Death = Death.ToStatement(),
            WhoWasPresent = WhoWasPresent.OrNull(),
            Notes = Notes.OrNull(),
        };
    }

    public sealed class Validator : FormValidator<PreferredPlacesForm>
    {
        public Validator()
        {
            this.RequiredDate(form => form.ExpressedOn, "Date the person said so");
            RuleFor(form => form.Care).SetValidator(new StatementForm.Validator());
            RuleFor(form => form.Death).SetValidator(new StatementForm.Validator());
        }
    }
}

/// <summary>What is typed about care, or about death: two choices of place, or why there is none.</summary>
public sealed class StatementForm
{
    public ChoiceForm First { get; set; } = new();

    public ChoiceForm Second { get; set; } = new();

    public PlaceFinding? Finding { get; set; }

    public static StatementForm From(PlaceStatement? statement) =>
        new()
        {
            First = ChoiceForm.From(statement?.First),
            Second = ChoiceForm.From(statement?.Second),
            Finding = statement?.Finding,
        };

    public PlaceStatement ToStatement() =>
        new()
        {
            First = First.ToPreference(),
            Second = Second.ToPreference(),
            Finding = Finding,
        };

    public sealed class Validator : FormValidator<StatementForm>
    {
        public Validator()
        {
            RuleFor(form => form.First).SetValidator(new ChoiceForm.Validator());
            RuleFor(form => form.Second).SetValidator(new ChoiceForm.Validator());
        }
    }
}

/// <summary>What is typed about one choice of place.</summary>
public sealed class ChoiceForm
{
    public Place? Place { get; set; }

    [TellsLocation(Of = nameof(Place))]
    public string? Name { get; set; }

    [Longest(500)]
    [TellsLocation(Of = nameof(Place))]
    public string? Address { get; set; }

    [TellsLocation(Of = nameof(Place))]
    public string? UsualResidence { get; set; }

    public static ChoiceForm From(PlacePreference? preference) =>
        new()
        {
            Place = preference?.Place,
            Name = preference?.Name,
            Address = preference?.Address,
            UsualResidence = YesNo.From(preference?.IsUsualResidence),
        };

    public PlacePreference? ToPreference() =>
        Place is { } place
            ? new()
            {
                Place = place,
                Name = Name.OrNull(),
                Address = Address.OrNull(),
                IsUsualResidence = YesNo.To(UsualResidence),
            }
            : null;

    public sealed class Validator : FormValidator<ChoiceForm>
    {
        public Validator()
        {
            this.YesNoOrBlank(form => form.UsualResidence);
            RuleFor(form => form.Place)
                .NotNull()
                .When(form =>
                    form.Name.OrNull() is not null || form.Address.OrNull() is not null || form.UsualResidence.OrNull() is not null
                )
                .WithMessage("Choose the kind of place, or leave its name and address blank.");
        }
    }
}
