namespace EpaccsWeb.Domain.Access;

/// <summary>The ways in of the office, which read and write nothing clinical.</summary>
public static partial class AccessRules
{
    /// <summary>Lets a record pass to the successor of a closed organisation, and nothing else.</summary>
    public static AccessGrant ForClosing(Guid patientId, Actor actor) =>
        actor.Role is Role.SystemAdministrator
            ? new AccessGrant(
                patientId,
                actor,
                new HashSet<Permission> { Permission.EditPerson, Permission.ConsentAndTeam },
                route: null,
                closed: false
            )
            : throw new AccessDeniedException("Only the office of the system closes an organisation.");
}
