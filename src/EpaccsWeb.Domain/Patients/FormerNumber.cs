using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Patients;

/// <summary>An NHS number that stood on a record and was put right. Written once: whoever types it still finds the person.</summary>
public sealed class FormerNumber
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }

    /// <summary>Ten digits.</summary>
    public required string NhsNumber { get; init; }

    /// <summary>Why it was wrong, in the words of whoever put it right.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was replaced.</summary>
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }

    /// <summary>Keeps the number that another one takes the place of.</summary>
    public static FormerNumber Keep(string digits, string? reason, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(grant.PatientId, Permission.EditPerson);
        return new FormerNumber
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            NhsNumber = digits,
            Reason = reason,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
        };
    }
}
