using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Meetings;

/// <summary>What a meeting agreed about one person. Written once; what is added later in the meeting is another entry.</summary>
public sealed class MeetingEntry
{
    public const int LongestAgreed = 2000;

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required Guid MeetingId { get; init; }

    /// <summary>Whose meeting it was.</summary>
    public required Guid OrganisationId { get; init; }
    public required string Agreed { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public required Guid SubmitToken { get; init; }

    /// <summary>An entry written now by the holder of a grant.</summary>
    public static MeetingEntry Write(Meeting meeting, string agreed, AccessGrant grant, DateTimeOffset now, Guid submitToken)
    {
        grant.Require(grant.PatientId, Permission.Meet);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            MeetingId = meeting.Id,
            OrganisationId = meeting.OrganisationId,
            Agreed = agreed,
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
