using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Access.Extracts;

/// <summary>One person of an extract, as the door gives them: see the migration Extracts.</summary>
internal sealed record ExtractedPerson
{
    public required Guid PatientId { get; init; }

    /// <summary>Why the person is left out; null when they are not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The person's details as they are kept.</summary>
    public string? Person { get; init; }
    public required string NhsNumber { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenName { get; init; }
    public required DateOnly DateOfBirth { get; init; }
    public string? Gender { get; init; }
    public string? Ethnicity { get; init; }
    public int? ImdDecile { get; init; }
    public required bool Restricted { get; init; }
    public required bool InCareHome { get; init; }
    public required DateTime StartedAt { get; init; }
    public string? EndedAs { get; init; }
    public string? ConsentToRecord { get; init; }
    public string? ConsentToShare { get; init; }
    public string? DiagnosisGroup { get; init; }
    public string? Prognosis { get; init; }
    public string? Stage { get; init; }
    public required string PpdStatus { get; init; }
    public string? PpdFirst { get; init; }
    public string? PpdSecond { get; init; }
    public DateOnly? PpdExpressedOn { get; init; }
    public string? Cpr { get; init; }
    public required bool CprEndorsed { get; init; }
    public string? Ceiling { get; init; }
    public required bool CeilingEndorsed { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public DateOnly? DiedOn { get; init; }
    public required bool DeathConfirmed { get; init; }
    public string? ActualPlace { get; init; }
    public string? ActualPlaceName { get; init; }
    public bool? InUsualResidence { get; init; }
    public bool? FirstMet { get; init; }
    public bool? FirstOrSecondMet { get; init; }
    public string? Variance { get; init; }

    public PersonDetails? Details => Person is null ? null : Data.SectionAnswersJson.Read(Person) as PersonDetails;
}

/// <summary>One section of a person's plan as it is in force, or one decision that was not revoked.</summary>
internal sealed record ExtractedPart
{
    public required Guid PatientId { get; init; }
    public required string Section { get; init; }
    public required string Answers { get; init; }
    public required bool Endorsed { get; init; }
    public required DateTime At { get; init; }
    public required DateTime EffectiveAt { get; init; }
    public required int Number { get; init; }
    public required string AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
}
