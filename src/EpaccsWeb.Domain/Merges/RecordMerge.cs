using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Merges;

/// <summary>Two records of one person put together: one closes and points to the one that goes on. No row of either is moved.</summary>
public sealed class RecordMerge
{
    public required Guid Id { get; init; }

    /// <summary>The record that is closed.</summary>
    public required Guid PatientId { get; init; }

    /// <summary>The record that goes on.</summary>
    public required Guid SurvivorId { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }

    /// <summary>When the merge was taken back; null while it holds.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }
    public string? UndoneBy { get; private set; }
    public string? UndoneBecause { get; private set; }

    public bool Holds => UndoneAt is null;

    /// <summary>Closes the open record in favour of another one.</summary>
    public static RecordMerge Into(Guid survivorId, string reason, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(grant.PatientId, Permission.EndRecord);
        return new RecordMerge
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            SurvivorId = survivorId,
            Reason = reason,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
        };
    }

    /// <summary>Takes the merge back.</summary>
    public void Undo(string because, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(PatientId, Permission.EndRecord);
        (UndoneAt, UndoneBy, UndoneBecause) = (now, $"{grant.Actor.Name}, {grant.Actor.OrganisationName}", because);
    }
}
