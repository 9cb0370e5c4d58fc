namespace EpaccsWeb.Domain.Access;

/// <summary>"Do not share with …": the person objects to one organisation. It denies whatever else would allow.</summary>
public sealed class Objection
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Name, role and organisation of whoever recorded it.</summary>
    public required string RaisedBy { get; init; }

    /// <summary>What the person said, if they want it known.</summary>
    public string? Words { get; init; }

    /// <summary>When the person took it back; null while it holds.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }
    public string? LiftedBy { get; private set; }

    public bool Holds => LiftedAt is null;

    public static Objection Raise(Guid organisationId, string? words, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(grant.PatientId, Permission.ConsentAndTeam);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            OrganisationId = organisationId,
            RaisedAt = now,
            RaisedBy = grant.Actor.Signature,
            Words = words,
        };
    }

    /// <summary>The person shares with the organisation again; a second time changes nothing.</summary>
    public void Lift(AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(PatientId, Permission.ConsentAndTeam);
        if (LiftedAt is null)
        {
            (LiftedAt, LiftedBy) = (now, grant.Actor.Signature);
        }
    }
}
