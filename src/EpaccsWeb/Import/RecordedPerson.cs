using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Import;

/// <summary>A record that exists already, as an import compares a row with it.</summary>
internal sealed record RecordedPerson
{
    public required Guid PatientId { get; init; }
    public required Plan Plan { get; init; }
    public required Guid GpPracticeId { get; init; }
    public Guid? CareHomeId { get; init; }
    public required IReadOnlyList<Consent> Consents { get; init; }
    public required IReadOnlyList<Death> Deaths { get; init; }

    /// <summary>The number of the next entry about the record's end, of a record that is opened again.</summary>
    public int NextEnding { get; init; }

    /// <summary>Organisations that are, or ever were, in the team.</summary>
    public required IReadOnlyList<RecordedMember> Team { get; init; }

    public PersonDetails Details => Plan.Current<PersonDetails>() ?? throw new InvalidOperationException("A record has no person details.");

    public Consent? Latest(ConsentPurpose purpose) => Consents.Where(row => row.Purpose == purpose).MaxBy(row => row.Number);

    public Death? LatestDeath => Deaths.MaxBy(row => row.Number);

    public DateOnly? DiedOn => LatestDeath is { Kind: not DeathEntryKind.Undone } death ? death.Answers.DiedOn : null;

    public DateOnly StartedOn => London.Day(Plan.StartedAt);
}

/// <summary>One organisation of a recorded team.</summary>
internal sealed record RecordedMember(Guid OrganisationId, bool InForce);
