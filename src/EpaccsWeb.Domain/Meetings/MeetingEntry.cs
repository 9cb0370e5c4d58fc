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
        return Of(meeting, grant.PatientId, agreed, grant.Actor, now, submitToken);
    }

    /// <summary>An entry of a whole new record that is loaded in bulk: its own author and moment.</summary>
    public static MeetingEntry Load(Meeting meeting, Guid patientId, string agreed, SystemGrant grant, Actor author, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return Of(meeting, patientId, agreed, author, at, Guid.NewGuid());
    }

    private static MeetingEntry Of(Meeting meeting, Guid patientId, string agreed, Actor author, DateTimeOffset at, Guid submitToken) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            PatientId = patientId,
            MeetingId = meeting.Id,
            OrganisationId = meeting.OrganisationId,
            Agreed = agreed,
            At = at,
            AuthorId = author.UserId,
            AuthorName = author.Name,
            PostId = author.PostId,
            AuthorRole = author.Role,
            AuthorOrganisation = author.OrganisationName,
            SubmitToken = submitToken,
        };
}
