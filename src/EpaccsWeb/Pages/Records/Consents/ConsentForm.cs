using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.Consents;

/// <summary>What is typed about one consent.</summary>
public sealed class ConsentForm
{
    public ConsentStatus? Status { get; set; }

    public DateParts On { get; set; } = new();

    public Capacity? Capacity { get; set; }

    [Longest(2000)]
    public string? WhoWasConsulted { get; set; }

    public string? DecidedBy { get; set; }

    [Longest(2000)]
    public string? Notes { get; set; }

    public ConsentAnswers ToAnswers()
    {
        _ = On.TryRead(out var on);
        return new(Status!.Value, on, Capacity, WhoWasConsulted.OrNull(), DecidedBy.OrNull(), Notes.OrNull());
    }

    public sealed class Validator : FormValidator<ConsentForm>
    {
        public Validator()
        {
            RuleFor(form => form.Status).NotNull().WithMessage("Choose the basis.");
            this.RequiredDate(form => form.On, "Date");
        }
    }
}
