using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Merges;

/// <summary>What somebody found of two records that look alike: that they are of two people, or that this is open again. Written once; the latest counts.</summary>
public sealed class PairJudgement
{
    public required Guid Id { get; init; }

    /// <summary>The record that was open when it was said.</summary>
    public required Guid PatientId { get; init; }

    /// <summary>The record that looks like it.</summary>
    public required Guid OtherId { get; init; }

    /// <summary>Two different people; false when the pair is put back on the list.</summary>
    public required bool Different { get; init; }

    /// <summary>How they were told apart.</summary>
    public string? Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }

    /// <summary>What the audit says of it.</summary>
    public string Words => Different ? "pair: two different people" : "pair: may be one person, back on the list";

    /// <summary>The other one of the pair, seen from one of the two.</summary>
    public Guid Beside(Guid one) => one == PatientId ? OtherId : PatientId;

    /// <summary>Tells the open record and another one apart; with no reason the pair is put back.</summary>
    public static PairJudgement Of(Guid otherId, string? reason, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(grant.PatientId, Permission.EndRecord);
        return new PairJudgement
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            OtherId = otherId,
            Different = reason is not null,
            Reason = reason,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
        };
    }
}
