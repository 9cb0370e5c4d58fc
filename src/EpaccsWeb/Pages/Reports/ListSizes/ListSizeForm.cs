using System.Globalization;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Reports.ListSizes;

/// <summary>How many people are registered with a practice, as typed.</summary>
public sealed class ListSizeForm
{
    public string? Practice { get; set; }

    public string? People { get; set; }

    public DateParts On { get; set; } = new();

    /// <summary>The number, with or without commas and spaces; null when it is none.</summary>
    public int? Number() =>
        int.TryParse(
            People?.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    public sealed class Validator : FormValidator<ListSizeForm>
    {
        public Validator()
        {
            RuleFor(form => form.Practice).NotEmpty().WithMessage("Choose a practice from the list.");
            RuleFor(form => form.People)
                .Must((form, _) => form.Number() is >= 1 and <= 1_000_000)
                .WithMessage("Enter how many people are registered, as a whole number from 1 to 1,000,000.");
            this.RequiredDate(form => form.On, "Counted on");
        }
    }
}
