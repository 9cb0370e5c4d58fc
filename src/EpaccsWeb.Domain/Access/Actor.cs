namespace EpaccsWeb.Domain.Access;

/// <summary>Who is acting: one person in one post. Every version and audit line names both.</summary>
/// <param name="Name">Display name, kept on what they write.</param>
/// <param name="Senior">May endorse decisions about CPR and ceiling of treatment.</param>
/// <param name="Urgent">May say "I am caring for this person now".</param>
public sealed record Actor(
    Guid UserId,
    string Name,
    Guid PostId,
    Role Role,
    Guid OrganisationId,
    string OrganisationName,
    bool Senior,
    bool Urgent
)
{
    /// <summary>How they sign what they start or decide: name, role and organisation.</summary>
    public string Signature => $"{NameAndRole}, {OrganisationName}";

    /// <summary>The same for colleagues of one organisation: name and role.</summary>
    public string NameAndRole => $"{Name}, {RoleNames.Of(Role)}";

    /// <summary>The same without the name, for teams elsewhere: role and organisation.</summary>
    public string PostInWords => $"{RoleNames.Of(Role)}, {OrganisationName}";

    /// <summary>What the role has by itself.</summary>
    public bool Has(Permission permission) => PermissionTable.Of(Role).Contains(permission);
}
