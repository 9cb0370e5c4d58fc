using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Who the plan is about (SCCI1580 items 5 to 13, 19 and 20; PRSB person demographics and GP practice).</summary>
public sealed record PersonDetails : ISectionAnswers
{
    public required string NhsNumber { get; init; }
    public NhsNumberStatus NhsNumberStatus { get; init; } = NhsNumberStatus.NotTraced;
    public required string FamilyName { get; init; }
    public required string GivenName { get; init; }
    public string? PreferredName { get; init; }
    public string? Title { get; init; }
    public required DateOnly DateOfBirth { get; init; }
    public Gender? Gender { get; init; }
    public MaritalStatus? MaritalStatus { get; init; }
    public Ethnicity? Ethnicity { get; init; }
    public string? Religion { get; init; }
    public string? AddressLine1 { get; init; }
    public string? AddressLine2 { get; init; }
    public string? AddressLine3 { get; init; }
    public string? Town { get; init; }
    public string? Postcode { get; init; }
    public string? Phone { get; init; }

    /// <summary>ODS code of the registered practice.</summary>
    public required string GpPracticeCode { get; init; }
    public string? UsualGp { get; init; }

    /// <summary>ODS code of the care home the person lives in; null when they live elsewhere.</summary>
    public string? CareHomeCode { get; init; }

    /// <summary>Numbers by which other organisations know the person, such as a hospital number, one a line.</summary>
    public string? OtherIdentifiers { get; init; }

    /// <summary>Location and contacts are hidden outside the team (PDS restricted).</summary>
    public bool Restricted { get; init; }
    public int? ImdDecile { get; init; }
    public bool? NationalOptOut { get; init; }
    public bool TestPatient { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (!Patients.NhsNumber.TryParse(NhsNumber, out _))
        {
            yield return new(nameof(NhsNumber), "Enter an NHS number of 10 digits with a valid check digit, such as 999 000 0018.");
        }

        if (DateOfBirth > context.Today)
        {
            yield return new(nameof(DateOfBirth), "Date of birth must be in the past.");
        }
        else if (DateOfBirth.AddYears(130) < context.Today)
        {
            yield return new(nameof(DateOfBirth), "Date of birth is more than 130 years ago. Check the year.");
        }

        if (ImdDecile is < 1 or > 10)
        {
            yield return new(nameof(ImdDecile), "Deprivation decile must be 1 to 10.");
        }
    }
}
