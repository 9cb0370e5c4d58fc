using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ResuscitationSection;

/// <summary>What is typed about a resuscitation decision.</summary>
public sealed class ResuscitationForm : ISectionForm<ResuscitationForm, Resuscitation>
{
    public CprDecision? Decision { get; set; }

    public DateParts DecidedOn { get; set; } = new();

    /// <summary>HH:mm; blank when the time of day is not known.</summary>
    public string? DecidedTime { get; set; }

    public string? DecidedBy { get; set; }

    [Longest(2000)]
    public string? Reason { get; set; }

    public Discussion? DiscussedWithPerson { get; set; }

    [Longest(2000)]
    public string? WhyNotDiscussed { get; set; }

    public Discussion? DiscussedWithFamily { get; set; }

    public string? DiscussedWithCarer { get; set; }

    [Longest(2000)]
    public string? WhoWasInvolved { get; set; }

    public DateParts ReviewOn { get; set; } = new();

    [Longest(1000)]
    [TellsLocation]
    public string? FormLocation { get; set; }

    public string? PersonAware { get; set; }

    public string? FamilyAware { get; set; }

    public string? CarerAware { get; set; }

    public static ResuscitationForm From(Resuscitation? answers) =>
        answers is null
            ? new()
            : new()
            {
                Decision = answers.Decision,
                DecidedOn = DateParts.From(London.Day(answers.DecidedAt)),
                DecidedTime = DecisionTime.From(answers),
                DecidedBy = answers.DecidedBy,
                Reason = answers.Reason,
                DiscussedWithPerson = answers.DiscussedWithPerson,
                WhyNotDiscussed = answers.WhyNotDiscussed,
                DiscussedWithFamily = answers.DiscussedWithFamily,
                DiscussedWithCarer = YesNo.From(answers.DiscussedWithCarer),
                WhoWasInvolved = answers.WhoWasInvolved,
                ReviewOn = DateParts.From(answers.ReviewOn),
                FormLocation = answers.FormLocation,
                PersonAware = YesNo.From(answers.PersonAware),
                FamilyAware = YesNo.From(answers.FamilyAware),
                CarerAware = YesNo.From(answers.CarerAware),
            };

    public Resuscitation ToAnswers()
    {
        var (at, timeNotKnown) = DecisionTime.Read(DecidedOn, DecidedTime);
        return new()
        {
            Decision = Decision!.Value,
            DecidedAt = at,
            TimeNotKnown = timeNotKnown,
            DecidedBy = DecidedBy!,
            Reason = Reason,
            DiscussedWithPerson = DiscussedWithPerson,
            WhyNotDiscussed = WhyNotDiscussed,
            DiscussedWithFamily = DiscussedWithFamily,
            DiscussedWithCarer = YesNo.To(DiscussedWithCarer),
            WhoWasInvolved = WhoWasInvolved,
            ReviewOn = ReviewOn.ToDay(),
            FormLocation = FormLocation,
            PersonAware = YesNo.To(PersonAware),
            FamilyAware = YesNo.To(FamilyAware),
            CarerAware = YesNo.To(CarerAware),
        };
    }

    public sealed class Validator : FormValidator<ResuscitationForm>
    {
        public Validator()
        {
            RuleFor(form => form.Decision).NotNull().WithMessage("Choose the decision.");
            this.RequiredDate(form => form.DecidedOn, "Date of decision");
            this.TimeOrBlank(form => form.DecidedTime, "Time of decision");
            RuleFor(form => form.DecidedBy).NotEmpty().WithMessage("Enter who made the decision.");
            this.OptionalDate(form => form.ReviewOn, "Date for review");
            this.YesNoOrBlank(form => form.DiscussedWithCarer);
            this.YesNoOrBlank(form => form.PersonAware);
            this.YesNoOrBlank(form => form.FamilyAware);
            this.YesNoOrBlank(form => form.CarerAware);
        }
    }
}
