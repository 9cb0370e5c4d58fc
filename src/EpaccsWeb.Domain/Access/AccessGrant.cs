using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.Domain.Access;

/// <summary>Proof that the gate opened one person's record to one actor. Nothing clinical is read or written without it.</summary>
public sealed class AccessGrant
{
    internal AccessGrant(Guid patientId, Actor actor, IReadOnlySet<Permission> permissions, RelationshipSource? route, bool closed)
    {
        PatientId = patientId;
        Actor = actor;
        Permissions = permissions;
        Route = route;
        Closed = closed;
    }

    public Guid PatientId { get; }
    public Actor Actor { get; }

    /// <summary>What the actor may do on this record, seniority and route considered.</summary>
    public IReadOnlySet<Permission> Permissions { get; }

    /// <summary>The relationship relied on, the strongest first; null for a record the organisation itself holds.</summary>
    public RelationshipSource? Route { get; }

    /// <summary>The person has died: only the facts of the death, notes and feedback may still be written.</summary>
    public bool Closed { get; }

    /// <summary>When "caring now" or break-glass ends, for a record opened by one of them.</summary>
    public DateTimeOffset? Until { get; internal init; }

    /// <summary>The record that goes on in place of this one, which is only read any more.</summary>
    public Guid? MergedInto { get; internal init; }

    /// <summary>Opened in an emergency or for one visit, without the team's own relationship.</summary>
    public bool IsEmergency => Route is RelationshipSource.CaringNow or RelationshipSource.BreakGlass;

    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>Location and contacts of a restricted person are for the recording organisation and the team only.</summary>
    public bool SeesLocation(bool restricted) =>
        !restricted
        || Route
            is null
                or RelationshipSource.Registration
                or RelationshipSource.Team
                or RelationshipSource.Residence
                or RelationshipSource.Referral;

    /// <summary>Throws unless this grant is for that person and includes the permission.</summary>
    /// <exception cref="AccessDeniedException">The grant is for someone else, or lacks the permission.</exception>
    public void Require(Guid patientId, Permission permission)
    {
        if (patientId != PatientId)
        {
            throw new AccessDeniedException("The open record is another person's.");
        }

        if (!May(permission))
        {
            throw new AccessDeniedException($"The open record may not be changed in this way ({permission}).");
        }
    }
}

/// <summary>A write was tried that the open record does not allow. Never reached through a page that asked the gate.</summary>
public sealed class AccessDeniedException(string message) : Exception(message);

/// <summary>Leave to load rows in bulk for a named purpose, with one audit line a batch. Never given to a page.</summary>
public sealed class SystemGrant
{
    private SystemGrant(string purpose, AuditAction action, Actor? actor) => (Purpose, Action, Actor) = (purpose, action, actor);

    public string Purpose { get; }

    /// <summary>What the audit says was done.</summary>
    public AuditAction Action { get; }

    /// <summary>Who started it; null for a verb run by an operator.</summary>
    public Actor? Actor { get; }

    public static SystemGrant RegisterImport(Actor? actor) => new("register import", AuditAction.Imported, actor);

    public static SystemGrant DemoData() => new("demonstration data", AuditAction.DemoDataLoaded, null);
}
