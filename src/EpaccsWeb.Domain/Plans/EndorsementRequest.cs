using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Asks a named senior clinician to endorse one version of a decision.</summary>
public sealed class EndorsementRequest
{
    /// <summary>A request that was not answered by then goes to the list of everybody who may endorse.</summary>
    public static readonly TimeSpan ChasedAfter = TimeSpan.FromHours(72);

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required string Section { get; init; }
    public required int Number { get; init; }
    public required Guid ToPostId { get; init; }
    public required string ToName { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required Guid AskedById { get; init; }

    /// <summary>Who asked, as shown: name, role and organisation.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When the version was endorsed, revoked or replaced; null while it waits.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public static EndorsementRequest To(SectionVersion row, Guid postId, string name, AccessGrant grant, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            Section = row.Section,
            Number = row.Number,
            ToPostId = postId,
            ToName = name,
            AskedAt = now,
            AskedById = grant.Actor.UserId,
            AskedBy = grant.Actor.Signature,
        };
}
