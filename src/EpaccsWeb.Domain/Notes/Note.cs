using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Notes;

/// <summary>A short dated note about a visit or a call, for whoever comes next. Written once; a correction is another note.</summary>
public sealed class Note
{
    /// <summary>A note is short: the plan is the place for more.</summary>
    public const int Longest = 1000;

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required string Text { get; init; }

    /// <summary>The note that this one puts right; null for a note of its own.</summary>
    public Guid? Corrects { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }

    /// <summary>Written in an urgent post: a note from the night.</summary>
    public bool Urgent { get; init; }
    public required Guid SubmitToken { get; init; }

    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";

    /// <summary>A note written now by the holder of a grant.</summary>
    public static Note Write(string text, Guid? corrects, AccessGrant grant, DateTimeOffset now, Guid submitToken)
    {
        grant.Require(grant.PatientId, Permission.Notes);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            Text = text,
            Corrects = corrects,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            PostId = grant.Actor.PostId,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
            Urgent = grant.Actor.Urgent,
            SubmitToken = submitToken,
        };
    }
}
