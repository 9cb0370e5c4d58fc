using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.TreatmentEscalationSection;

/// <summary>What is typed about the ceiling of treatment.</summary>
public sealed class TreatmentEscalationForm : ISectionForm<TreatmentEscalationForm, TreatmentEscalation>
{
    public CeilingOfTreatment? Ceiling { get; set; }

    public HospitalAdmission? Hospital { get; set; }

    [Longest(2000)]
    public string? HospitalFor { get; set; }

    public string? Priority { get; set; }

    [Longest(2000)]
    public string? WhatMatters { get; set; }

    [Longest(2000)]
    public string? ToGive { get; set; }

    [Longest(2000)]
    public string? NotToGive { get; set; }

    public DateParts DecidedOn { get; set; } = new();

    /// <summary>HH:mm; blank when the time of day is not known.</summary>
    public string? DecidedTime { get; set; }

    public string? DecidedBy { get; set; }

    [Longest(2000)]
    public string? Reason { get; set; }

    public Discussion? DiscussedWithPerson { get; set; }

    [Longest(2000)]
    public string? WhoWasInvolved { get; set; }

    public DateParts ReviewOn { get; set; } = new();

    [Longest(1000)]
    [TellsLocation]
    public string? FormLocation { get; set; }

    public static TreatmentEscalationForm From(TreatmentEscalation? answers) =>
        answers is null
            ? new()
            : new()
            {
                Ceiling = answers.Ceiling,
                Hospital = answers.Hospital,
                HospitalFor = answers.HospitalFor,
                Priority = answers.Priority?.ToString(),
                WhatMatters = answers.WhatMatters,
                ToGive = answers.ToGive,
                NotToGive = answers.NotToGive,
                DecidedOn = DateParts.From(London.Day(answers.DecidedAt)),
                DecidedTime = DecisionTime.From(answers),
                DecidedBy = answers.DecidedBy,
                Reason = answers.Reason,
                DiscussedWithPerson = answers.DiscussedWithPerson,
                WhoWasInvolved = answers.WhoWasInvolved,
                ReviewOn = DateParts.From(answers.ReviewOn),
                FormLocation = answers.FormLocation,
            };

    public TreatmentEscalation ToAnswers()
    {
        var (at, timeNotKnown) = DecisionTime.Read(DecidedOn, DecidedTime);
        return new()
        {
            Ceiling = Ceiling!.Value,
            Hospital = Hospital,
            HospitalFor = HospitalFor.OrNull(),
            Priority = Priority.ToWhole(),
            WhatMatters = WhatMatters.OrNull(),
            ToGive = ToGive.OrNull(),
            NotToGive = NotToGive.OrNull(),
            DecidedAt = at,
            TimeNotKnown = timeNotKnown,
            DecidedBy = DecidedBy!,
            Reason = Reason.OrNull(),
            DiscussedWithPerson = DiscussedWithPerson,
            WhoWasInvolved = WhoWasInvolved.OrNull(),
            ReviewOn = ReviewOn.ToDay(),
            FormLocation = FormLocation.OrNull(),
        };
    }

    public sealed class Validator : FormValidator<TreatmentEscalationForm>
    {
        public Validator()
        {
            RuleFor(form => form.Ceiling).NotNull().WithMessage("Choose how far treatment should go.");
            this.WholeOrBlank(form => form.Priority, "The priority is a whole number from 0 (comfort) to 10 (sustaining life).");
            this.RequiredDate(form => form.DecidedOn, "Date of decision");
            this.TimeOrBlank(form => form.DecidedTime, "Time of decision");
            RuleFor(form => form.DecidedBy).NotEmpty().WithMessage("Enter who made the decision.");
            this.OptionalDate(form => form.ReviewOn, "Date for review");
        }
    }
}
