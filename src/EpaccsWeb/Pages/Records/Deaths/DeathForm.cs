using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.Deaths;

/// <summary>What is typed about a death.</summary>
public sealed class DeathForm
{
    public DateParts DiedOn { get; set; } = new();

    public DeathStatus? Status { get; set; }

    public Place? ActualPlace { get; set; }

    public string? ActualPlaceName { get; set; }

    public string? InUsualResidence { get; set; }

    public VarianceReason? Variance { get; set; }

    [Longest(2000)]
    public string? VarianceNotes { get; set; }

    public string? ToldBy { get; set; }

    public string? NextOfKinTold { get; set; }

    public static DeathForm From(DeathAnswers? answers) =>
        new()
        {
            DiedOn = DateParts.From(answers?.DiedOn),
            Status = answers?.Status,
            ActualPlace = answers?.ActualPlace,
            ActualPlaceName = answers?.ActualPlaceName,
            InUsualResidence = YesNo.From(answers?.InUsualResidence),
            Variance = answers?.Variance,
            VarianceNotes = answers?.VarianceNotes,
            ToldBy = answers?.ToldBy,
            NextOfKinTold = YesNo.From(answers?.NextOfKinTold),
        };

    public DeathAnswers ToAnswers()
    {
        _ = DiedOn.TryRead(out var died);
        return new()
        {
            DiedOn = died,
            Status = Status,
            ActualPlace = ActualPlace,
            ActualPlaceName = ActualPlaceName.OrNull(),
            InUsualResidence = YesNo.To(InUsualResidence),
            Variance = Variance,
            VarianceNotes = VarianceNotes.OrNull(),
            ToldBy = ToldBy.OrNull(),
            NextOfKinTold = YesNo.To(NextOfKinTold),
        };
    }

    public sealed class Validator : FormValidator<DeathForm>
    {
        public Validator()
        {
            this.RequiredDate(form => form.DiedOn, "Date of death");
            RuleFor(form => form.Status).NotNull().WithMessage("Choose how the death is known.");
            this.YesNoOrBlank(form => form.InUsualResidence);
            this.YesNoOrBlank(form => form.NextOfKinTold);
            RuleFor(form => form.ActualPlace)
                .NotNull()
                .When(form => form.ActualPlaceName.OrNull() is not null)
                .WithMessage("Choose the kind of place, or leave its name blank.");
        }
    }
}
