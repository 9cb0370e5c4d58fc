using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Pages.Help.Roles;

/// <summary>What each permission lets people do, said to them, and where.</summary>
public static class RoleHelp
{
    private static readonly Dictionary<Permission, (string Words, string? Href)> Words = new()
    {
        [Permission.Find] = ("Find a person by NHS number, name, date of birth or postcode.", "/patients"),
        [Permission.UrgentCard] = ("Read the urgent card: CPR, ceiling of treatment, wishes, medicines at home, who to ring.", null),
        [Permission.WholeRecord] = (
            "Read the plan of people whom your organisation cares for, and see what changed in the inbox.",
            "/inbox"
        ),
        [Permission.EditSections] = ("Write in the plan, and confirm that what is there still holds.", null),
        [Permission.RecordCpr] = (
            "Record a decision about CPR and the ceiling of treatment. Unless you are senior it waits for endorsement.",
            null
        ),
        [Permission.EditPrognosis] = ("Record prognosis and stage of illness.", null),
        [Permission.Endorse] = ("Endorse decisions about CPR and ceiling of treatment.", "/worklists/awaiting-endorsement"),
        [Permission.ConsentAndTeam] = ("Record consent, and say which organisations belong to the person's team.", null),
        [Permission.StartRecord] = ("Start a record, with the person.", "/patients/new"),
        [Permission.EditPerson] = ("Keep address, contacts and practice right.", null),
        [Permission.RecordDeath] = ("Record a death, and whether the person's wish was met.", null),
        [Permission.ReportDeath] = ("Report a death; somebody of the team confirms it.", null),
        [Permission.EndRecord] = ("End a record that should not go on. Nothing is deleted.", null),
        [Permission.Notes] = ("Leave a note for the team.", null),
        [Permission.BreakGlass] = (
            "Open a plan in an emergency without being in the team. You say why, and the privacy officer looks at it.",
            null
        ),
        [Permission.Worklists] = ("Work through lists of plans that want something done.", "/"),
        [Permission.Reports] = ("See reports.", "/reports"),
        [Permission.Import] = ("Import a register.", "/import"),
        [Permission.Accounts] = ("Invite people, give them posts and end them. You see nothing clinical.", "/admin/users"),
        [Permission.Audit] = ("See who looked at what, and review emergency access. You open no record.", "/admin/audit"),
        [Permission.Coordinate] = ("See which shared plans of your area want attention.", null),
        [Permission.Meet] = ("Hold the palliative meeting, and see the tasks that it gave you.", "/meetings"),
    };

    /// <summary>What the role may do, in the order of the permission table.</summary>
    public static IEnumerable<(string Words, string? Href)> Of(Role role) =>
        PermissionTable.Of(role).Order().Select(permission => Words[permission]);
}
