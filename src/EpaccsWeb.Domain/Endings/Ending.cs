using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Endings;

/// <summary>Why a record is ended, or that it was opened again.</summary>
public enum EndingKind
{
    Improved,
    MovedAway,
    Declined,
    EnteredInError,
    WrongPerson,
    Reopened,

    /// <summary>Put together with another record, which goes on. Never typed: see <see cref="Merges.RecordMerge"/>.</summary>
    Merged,
}

/// <summary>One entry about the end of a record (SCCI1580 requirement 13). Written once; the highest number holds.</summary>
public sealed class Ending
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required int Number { get; init; }
    public required EndingKind Kind { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public Guid? SubmitToken { get; init; }

    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";

    /// <summary>Nobody may know of a record that was ended for this reason.</summary>
    public static bool IsError(EndingKind? kind) => kind is EndingKind.EnteredInError or EndingKind.WrongPerson or EndingKind.Merged;

    /// <summary>Why this may not be typed as the next entry: an open record is ended, and one that has ended is only opened again.</summary>
    public static IEnumerable<SectionProblem> Problems(EndingKind kind, bool isEnded)
    {
        if (isEnded && kind is not EndingKind.Reopened)
        {
            yield return new(nameof(Kind), "The record has ended already. It can only be opened again.");
        }

        if (!isEnded && kind is EndingKind.Reopened or EndingKind.Merged)
        {
            yield return new(nameof(Kind), "Choose why the record is ended.");
        }
    }

    /// <summary>The next entry, written by the holder of a grant.</summary>
    public static Ending Record(EndingKind kind, string reason, int number, AccessGrant grant, DateTimeOffset now, Guid submitToken)
    {
        grant.Require(grant.PatientId, Permission.EndRecord);
        return new Ending
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            Number = number,
            Kind = kind,
            Reason = reason,
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
