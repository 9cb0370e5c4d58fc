using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.DiagnosesSection;

/// <summary>What is typed about the main diagnosis and other problems.</summary>
public sealed class DiagnosesForm : ISectionForm<DiagnosesForm, Diagnoses>
{
    [Longest(250)]
    public string? Primary { get; set; }

    public string? PrimaryCode { get; set; }

    public DiagnosisGroup? Group { get; set; }

    [Longest(4000)]
    public string? Others { get; set; }

    public static DiagnosesForm From(Diagnoses? answers) =>
        new()
        {
            Primary = answers?.Primary,
            PrimaryCode = answers?.PrimaryCode,
            Group = answers?.Group is DiagnosisGroup.NotRecorded ? null : answers?.Group,
            Others = answers?.Others,
        };

    public Diagnoses ToAnswers() =>
        new()
        {
            Primary = Primary!,
            PrimaryCode = PrimaryCode.OrNull()?.Trim(),
            Group = Group,
            Others = Others.OrNull(),
        };

    public sealed class Validator : FormValidator<DiagnosesForm>
    {
        public Validator()
        {
            RuleFor(form => form.Primary).NotEmpty().WithMessage("Enter the main diagnosis.");
            RuleFor(form => form.PrimaryCode)
                .Must(code => code.OrNull() is null || SnomedId.IsValid(code!.Trim()))
                .WithMessage(
                    "SNOMED CT code must be 6 to 18 digits whose last one checks, such as 254637007. Leave it blank if it is not known."
                );
        }
    }
}
