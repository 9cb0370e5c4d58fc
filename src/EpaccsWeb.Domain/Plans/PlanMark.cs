using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Something done with a version of the plan outside this system.</summary>
public enum PlanMarkKind
{
    /// <summary>The text was copied into the GP system.</summary>
    CopiedToGpSystem,

    /// <summary>Ambulance and out-of-hours services were told (854021000000106).</summary>
    UrgentCareTold,

    /// <summary>A printed copy was given to the person.</summary>
    CopyGiven,

    /// <summary>A letter was printed for somebody who does not use this system, with the person's agreement.</summary>
    LetterPrinted,

    /// <summary>Where a restricted person is was shown to somebody attending them, with the reason.</summary>
    LocationShown,
}

/// <summary>Says that something was done with a version of the plan, by whom and when. Written once.</summary>
public sealed class PlanMark
{
    /// <summary>The token of the form that it was made with: sent twice, that is one mark.</summary>
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required PlanMarkKind Kind { get; init; }
    public required int PlanVersion { get; init; }

    /// <summary>To whom, or in which system.</summary>
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }

    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";

    public static PlanMark Of(PlanMarkKind kind, int planVersion, string? words, AccessGrant grant, DateTimeOffset now, Guid submitToken) =>
        new()
        {
            Id = submitToken,
            PatientId = grant.PatientId,
            Kind = kind,
            PlanVersion = planVersion,
            Words = words,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
        };
}
