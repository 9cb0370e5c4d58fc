using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Ui;

/// <summary>One page of administration or audit, and what it is for.</summary>
/// <param name="For">Which roles it answers.</param>
/// <param name="InMenu">So often needed that it stands in the menu too.</param>
public sealed record OfficePage(string Text, string Href, string Purpose, Func<Role, bool> For, bool InMenu = false);

/// <summary>The one list of the pages of administration and audit: the menu and the index page are made from it.</summary>
public static class OfficePages
{
    public const string Index = "/admin";

    private static readonly OfficePage[] All =
    [
        new("Users", "/admin/users", "Accounts, posts, invitations, and posts that take two people.", Accounts, InMenu: true),
        new("Organisations", "/admin/organisations", "Who they are, and closing one.", Accounts, InMenu: true),
        new("Service", "/admin/service", "How the service stands, and its settings.", role => role is Role.SystemAdministrator),
        new("Audit", "/admin/audit", "Every look, change, print and refusal, and whether the chain is whole.", Audit, InMenu: true),
        new("Emergency access", "/admin/break-glass", "Uses that wait for a verdict, and those flagged.", Audit, InMenu: true),
        new("Extracts", "/extracts", "Requests for extracts that wait for a decision, and what was decided.", Audit, InMenu: true),
        new(
            "Copies of records",
            "/subject-access",
            "Requests of people for everything kept about them, and what became of them.",
            role => Audit(role) || role is Role.OrganisationAdministrator
        ),
        new(
            "Retention",
            "/admin/retention",
            "Records whose period is over, what is kept for longer, and destruction by two people.",
            role => Audit(role) || role is Role.OrganisationAdministrator
        ),
        new("Staff activity", "/reports/staff-activity", "How much staff do, by organisation and role; no names.", Audit),
        new(
            "Sharing evidence",
            "/admin/sharing-evidence",
            "Who shared with whom and on which basis, in counts.",
            role => Accounts(role) || Audit(role)
        ),
        new(
            "Agreements for an area",
            "/admin/agreements",
            "While one holds, the area's coordinators see true counts.",
            role => role is Role.SystemAdministrator or Role.PrivacyOfficer
        ),
        new("Roles", "/admin/roles", "What each role may do.", role => Accounts(role) || Audit(role)),
        new("View as a role", "/admin/view-as-role", "What a role sees, without being it.", role => Accounts(role) || Audit(role)),
        new("Why can X see Y?", "/admin/why", "Explains any user and any person.", role => Accounts(role) || Audit(role)),
    ];

    public static IEnumerable<OfficePage> Of(Role role) => All.Where(page => page.For(role));

    private static bool Accounts(Role role) => PermissionTable.Of(role).Contains(Permission.Accounts);

    private static bool Audit(Role role) => PermissionTable.Of(role).Contains(Permission.Audit);
}
