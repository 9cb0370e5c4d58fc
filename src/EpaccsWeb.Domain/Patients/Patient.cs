using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Patients;

/// <summary>Who a record is about: the columns that are searched and shown, kept equal to the current person details.</summary>
public sealed class Patient
{
    public required Guid Id { get; init; }

    /// <summary>Ten digits.</summary>
    public string NhsNumber { get; private set; } = string.Empty;
    public NhsNumberStatus NhsNumberStatus { get; private set; }
    public string FamilyName { get; private set; } = string.Empty;
    public string GivenName { get; private set; } = string.Empty;
    public string? PreferredName { get; private set; }
    public string? Title { get; private set; }
    public DateOnly DateOfBirth { get; private set; }
    public Gender? Gender { get; private set; }
    public Ethnicity? Ethnicity { get; private set; }
    public string? Postcode { get; private set; }

    /// <summary>The forms names are found by: see <see cref="PersonName.Key"/>.</summary>
    public string FamilyKey { get; private set; } = string.Empty;
    public string GivenKey { get; private set; } = string.Empty;

    /// <summary>Every word a name is found by, in the form of the keys, with gaps between: see <see cref="PersonName.Words"/>.</summary>
    public string NameWords { get; private set; } = string.Empty;

    /// <summary>Postcode without gaps, upper case.</summary>
    public string? PostcodeKey { get; private set; }
    public Guid GpPracticeId { get; private set; }
    public Guid? CareHomeId { get; private set; }
    public bool Restricted { get; private set; }
    public int? ImdDecile { get; private set; }
    public bool TestPatient { get; private set; }

    /// <summary>Takes over the current person details; the organisations are those of their ODS codes.</summary>
    public Patient Apply(PersonDetails details, Guid gpPracticeId, Guid? careHomeId)
    {
        NhsNumber = Patients.NhsNumber.Parse(details.NhsNumber).Digits;
        NhsNumberStatus = details.NhsNumberStatus;
        FamilyName = details.FamilyName;
        GivenName = details.GivenName;
        PreferredName = details.PreferredName;
        Title = details.Title;
        DateOfBirth = details.DateOfBirth;
        Gender = details.Gender;
        Ethnicity = details.Ethnicity;
        Postcode = details.Postcode;
        FamilyKey = PersonName.Key(details.FamilyName);
        GivenKey = PersonName.Key(details.GivenName);
        NameWords = string.Join(' ', PersonName.Words(details.FamilyName, details.GivenName, details.PreferredName));
        PostcodeKey = details.Postcode is null ? null : Patients.Postcode.Key(details.Postcode);
        GpPracticeId = gpPracticeId;
        CareHomeId = careHomeId;
        Restricted = details.Restricted;
        ImdDecile = details.ImdDecile;
        TestPatient = details.TestPatient;
        return this;
    }
}
