namespace EpaccsWeb.Domain.Access;

/// <summary>What became of a changed registration.</summary>
public enum PracticeChangeOutcome
{
    Confirmed,
    Declined,
    Withdrawn,
}

/// <summary>A person is said to be registered with another practice. It takes effect when that practice confirms; the old one keeps until then.</summary>
public sealed class PracticeChange
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required Guid FromId { get; init; }
    public required Guid ToId { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string AskedBy { get; init; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosedBy { get; private set; }
    public PracticeChangeOutcome? Outcome { get; private set; }

    public bool Waits => ClosedAt is null;

    public static PracticeChange Ask(Guid fromId, Guid toId, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(grant.PatientId, Permission.EditPerson);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            FromId = fromId,
            ToId = toId,
            AskedAt = now,
            AskedBy = grant.Actor.Signature,
        };
    }

    public void Close(PracticeChangeOutcome outcome, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(PatientId, Permission.EditPerson);
        if (Waits)
        {
            (ClosedAt, ClosedBy, Outcome) = (now, grant.Actor.Signature, outcome);
        }
    }
}
