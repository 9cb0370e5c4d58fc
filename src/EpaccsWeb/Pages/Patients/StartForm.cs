using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Patients;

/// <summary>What the standard asks of a new record besides the person and the consents (SCCI1580 items 16 and 26).</summary>
public sealed class StartForm
{
    public CarerStatus? Carer { get; set; }

    public string? CarerName { get; set; }

    public string? CarerPhone { get; set; }

    public string? Diagnosis { get; set; }

    public DiagnosisGroup? DiagnosisGroup { get; set; }

    /// <summary>The look-alikes were seen and are other people.</summary>
    public bool Different { get; set; }

    /// <summary>The date of birth was checked: the person is under 18, and a plan is wanted.</summary>
    public bool Young { get; set; }

    /// <summary>The sections a new record begins with; its first review is three months ahead.</summary>
    public IReadOnlyList<ISectionAnswers> ToSections(DateOnly today) =>
        [
            new PersonalContacts
            {
                Carer = Carer,
                CarerName = CarerName.OrNull(),
                CarerPhone = CarerPhone.OrNull(),
            },
            new Diagnoses { Primary = Diagnosis!, Group = DiagnosisGroup },
            new Review { NextOn = today.AddMonths(Review.UsualMonths) },
        ];

    public sealed class Validator : FormValidator<StartForm>
    {
        public Validator()
        {
            RuleFor(form => form.Carer).NotNull().WithMessage("Choose whether the person has a carer. “Unknown” is an answer.");
            RuleFor(form => form.Carer)
                .Equal(CarerStatus.HasCarer)
                .When(form => form.Carer is not null && (form.CarerName.OrNull() ?? form.CarerPhone.OrNull()) is not null)
                .WithMessage("Say that the person has a carer, or leave the carer's details blank.");
            RuleFor(form => form.Diagnosis).NotEmpty().WithMessage("Enter the main diagnosis.");
        }
    }
}
