using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Consents;

/// <summary>The two things a person is asked separately (SCCI1580 2.1, requirement 10).</summary>
public enum ConsentPurpose
{
    Record,
    Share,
}

/// <summary>The basis on which a record is kept or shared, as evidence for confidentiality. Written once.</summary>
/// <remarks>Not "GDPR consent": the lawful basis for direct care is another (see the help page on consent).</remarks>
public sealed class Consent
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required ConsentPurpose Purpose { get; init; }

    /// <summary>Counts the entries of one purpose; the conflict token of an editor.</summary>
    public required int Number { get; init; }
    public required ConsentStatus Status { get; init; }

    /// <summary>The day it was given, decided or withdrawn.</summary>
    public required DateOnly On { get; init; }
    public Capacity? Capacity { get; init; }
    public string? WhoWasConsulted { get; init; }

    /// <summary>Name of the attorney or deputy.</summary>
    public string? DecidedBy { get; init; }
    public string? Notes { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public Guid? SubmitToken { get; init; }

    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";

    /// <summary>What was entered, without who and when.</summary>
    public ConsentAnswers AsEntered() => new(Status, On, Capacity, WhoWasConsulted, DecidedBy, Notes);
}

/// <summary>What is entered about one consent, with the rules between the answers.</summary>
public sealed record ConsentAnswers(
    ConsentStatus Status,
    DateOnly On,
    Capacity? Capacity,
    string? WhoWasConsulted,
    string? DecidedBy,
    string? Notes
)
{
    /// <summary>Bases that stand in for the person's own word, so that capacity must be recorded as lacking.</summary>
    public bool IsProxy => Status is ConsentStatus.BestInterests or ConsentStatus.Lpa or ConsentStatus.Deputy;

    /// <summary>Why no record is started on this answer to whether one may be kept; null when one is.</summary>
    public static string? WhyNotStart(ConsentStatus? toRecord) =>
        toRecord is ConsentStatus.Declined or ConsentStatus.Withdrawn
            ? "No record is started for someone who does not want a plan kept. Ask again another day."
            : null;

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (On > context.Today)
        {
            yield return new(nameof(On), "The date must be today or in the past.");
        }

        if (On < context.Born)
        {
            yield return new(nameof(On), "The date must be after the person was born.");
        }

        if (Status is ConsentStatus.Given && Capacity is Terminology.Capacity.LacksCapacity)
        {
            yield return new(
                nameof(Status),
                "A person who lacks capacity for this cannot consent. Choose best interests, an attorney or a deputy."
            );
        }

        if (IsProxy && Capacity is null)
        {
            yield return new(nameof(Capacity), "Record the person's capacity for this decision.");
        }

        if (IsProxy && Capacity is Terminology.Capacity.HasCapacity)
        {
            yield return new(
                nameof(Capacity),
                "A person with capacity decides for themselves. Choose another basis, or record that capacity is lacking."
            );
        }

        if (Status is ConsentStatus.BestInterests && string.IsNullOrWhiteSpace(WhoWasConsulted))
        {
            yield return new(nameof(WhoWasConsulted), "Say who was consulted about the person's best interests, or that there was nobody.");
        }

        if (Status is ConsentStatus.Lpa or ConsentStatus.Deputy && string.IsNullOrWhiteSpace(DecidedBy))
        {
            yield return new(nameof(DecidedBy), "Enter the name of the attorney or deputy.");
        }
    }

    /// <summary>The next entry, written by the holder of a grant.</summary>
    public Consent Record(Guid patientId, ConsentPurpose purpose, int number, AccessGrant grant, DateTimeOffset now, Guid? submitToken)
    {
        grant.Require(patientId, Permission.ConsentAndTeam);
        return new Consent
        {
            Id = Guid.CreateVersion7(now),
            PatientId = patientId,
            Purpose = purpose,
            Number = number,
            Status = Status,
            On = On,
            Capacity = Capacity,
            WhoWasConsulted = WhoWasConsulted,
            DecidedBy = DecidedBy,
            Notes = Notes,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            PostId = grant.Actor.PostId,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
            SubmitToken = submitToken,
        };
    }
}
