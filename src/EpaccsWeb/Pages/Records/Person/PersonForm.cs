using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.Person;

/// <summary>What is typed about who a person is.</summary>
public sealed class PersonForm : ISectionForm<PersonForm, PersonDetails>
{
    public string? NhsNumber { get; set; }

    public NhsNumberStatus? NhsNumberStatus { get; set; }

    public string? Title { get; set; }

    [Longest(70)]
    public string? FamilyName { get; set; }

    [Longest(70)]
    public string? GivenName { get; set; }

    [Longest(70)]
    public string? PreferredName { get; set; }

    public DateParts DateOfBirth { get; set; } = new();

    public Gender? Gender { get; set; }

    public MaritalStatus? MaritalStatus { get; set; }

    public Ethnicity? Ethnicity { get; set; }

    public string? Religion { get; set; }

    public string? AddressLine1 { get; set; }

    public string? AddressLine2 { get; set; }

    public string? AddressLine3 { get; set; }

    public string? Town { get; set; }

    public string? Postcode { get; set; }

    public string? Phone { get; set; }

    public string? GpPracticeCode { get; set; }

    public string? UsualGp { get; set; }

    public string? CareHomeCode { get; set; }

    [Longest(1000)]
    public string? OtherIdentifiers { get; set; }

    public string? Restricted { get; set; }

    public static PersonForm From(PersonDetails? answers) =>
        answers is null
            ? new()
            : new()
            {
                NhsNumber = Domain.Patients.NhsNumber.TryParse(answers.NhsNumber, out var number) ? number.Display : answers.NhsNumber,
                NhsNumberStatus = answers.NhsNumberStatus,
                Title = answers.Title,
                FamilyName = answers.FamilyName,
                GivenName = answers.GivenName,
                PreferredName = answers.PreferredName,
                DateOfBirth = DateParts.From(answers.DateOfBirth),
                Gender = answers.Gender,
                MaritalStatus = answers.MaritalStatus,
                Ethnicity = answers.Ethnicity,
                Religion = answers.Religion,
                AddressLine1 = answers.AddressLine1,
                AddressLine2 = answers.AddressLine2,
                AddressLine3 = answers.AddressLine3,
                Town = answers.Town,
                Postcode = answers.Postcode,
                Phone = answers.Phone,
                GpPracticeCode = answers.GpPracticeCode,
                UsualGp = answers.UsualGp,
                CareHomeCode = answers.CareHomeCode,
                OtherIdentifiers = answers.OtherIdentifiers,
                Restricted = YesNo.From(answers.Restricted),
            };

    public PersonDetails ToAnswers()
    {
        _ = DateOfBirth.TryRead(out var born);
        return new()
        {
            NhsNumber = Domain.Patients.NhsNumber.Parse(NhsNumber!).Digits,
            NhsNumberStatus = NhsNumberStatus!.Value,
            Title = Title.OrNull(),
            FamilyName = FamilyName!,
            GivenName = GivenName!,
            PreferredName = PreferredName.OrNull(),
            DateOfBirth = born,
            Gender = Gender,
            MaritalStatus = MaritalStatus,
            Ethnicity = Ethnicity,
            Religion = Religion.OrNull(),
            AddressLine1 = AddressLine1.OrNull(),
            AddressLine2 = AddressLine2.OrNull(),
            AddressLine3 = AddressLine3.OrNull(),
            Town = Town.OrNull(),
            Postcode = Postcode.OrNull()?.ToUpperInvariant(),
            Phone = Phone.OrNull(),
            GpPracticeCode = GpPracticeCode!,
            UsualGp = UsualGp.OrNull(),
            CareHomeCode = CareHomeCode.OrNull(),
            OtherIdentifiers = OtherIdentifiers.OrNull(),
            Restricted = YesNo.To(Restricted) is true,
        };
    }

    /// <summary>The same, with what no form asks for as it stands.</summary>
    public PersonDetails ToAnswers(PersonDetails? kept) =>
        ToAnswers() with
        {
            ImdDecile = kept?.ImdDecile,
            NationalOptOut = kept?.NationalOptOut,
            TestPatient = kept?.TestPatient ?? false,
        };

    /// <summary>What is wrong with a typed NHS number.</summary>
    internal static string NumberProblem(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? "Enter the NHS number."
        : Domain.Patients.NhsNumber.TryDigits(typed, out _)
            ? "The NHS number has a digit wrong: its check digit does not fit. Check it against a letter or the person's own record."
        : "Enter an NHS number of 10 digits, such as 999 000 0018.";

    public sealed class Validator : FormValidator<PersonForm>
    {
        public Validator()
        {
            RuleFor(form => form.NhsNumber)
                .Must(number => Domain.Patients.NhsNumber.TryParse(number, out _))
                .WithMessage(form => NumberProblem(form.NhsNumber));
            RuleFor(form => form.NhsNumberStatus).NotNull().WithMessage("Choose the NHS number status.");
            RuleFor(form => form.FamilyName).NotEmpty().WithMessage("Enter the family name.");
            RuleFor(form => form.GivenName).NotEmpty().WithMessage("Enter the given name.");
            this.RequiredDate(form => form.DateOfBirth, "Date of birth");
            RuleFor(form => form.GpPracticeCode).NotEmpty().WithMessage("Choose the GP practice.");
            this.YesNoOrBlank(form => form.Restricted);
        }
    }
}
