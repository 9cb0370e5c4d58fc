namespace EpaccsWeb.Domain.Access;

/// <summary>What a role has, and the limits in words that the rules put on it.</summary>
public sealed record RoleLine(Role Role, IReadOnlySet<Permission> Has, IReadOnlyList<string> Limits);

/// <summary>The permission table: what each role has. Pages, menus and rules all read it here.</summary>
public static class PermissionTable
{
    private const string ByTeam = "Endorses if senior; prognosis and stage if key worker, or senior and in the person's team.";
    private const string CaringNow = "With a relationship of “caring now” only.";

    /// <summary>Every role in the order of the contract, with its limits.</summary>
    public static IReadOnlyList<RoleLine> Rows { get; } =
    [
        Line(Role.GeneralPractitioner, "F U R S D G E C K M X Z N B W P", "Reports of the own organisation."),
        Line(Role.HospiceClinician, "F U R S D C K M X Z N B W P", ByTeam),
        Line(Role.HospitalClinician, "F U R S D C K M X Z N B W P", ByTeam),
        Line(Role.CommunityNurse, "F U R S D C K M X Z N B W P", ByTeam),
        Line(Role.OutOfHoursClinician, "F U R S D V N", CaringNow),
        Line(Role.AmbulanceClinician, "F U V N", CaringNow, "The urgent card and its legal documents."),
        Line(Role.CallHandler, "F U", CaringNow, "The urgent card."),
        Line(
            Role.CareHomeStaff,
            "F U R S V N",
            "Own residents only.",
            "Edits About me, contacts and notes.",
            "No prognosis or stage on any page."
        ),
        Line(
            Role.SocialCareWorker,
            "F U R S V N",
            "People referred to them.",
            "Edits About me, contacts and notes.",
            "No prognosis or stage on any page."
        ),
        Line(
            Role.PracticeAdministrator,
            "F M W",
            "Own practice.",
            "Worklists limited to reviews due, consent missing, demographics.",
            "Nothing clinical."
        ),
        Line(
            Role.Coordinator,
            "F M W V P I",
            "The area.",
            "Of shared plans only banner, consent, preferred places, review, team and death; nothing else clinical."
        ),
        Line(Role.OrganisationAdministrator, "A", "Own organisation.", "Nothing clinical."),
        Line(
            Role.SystemAdministrator,
            "A",
            "Organisations and settings.",
            "Grants no role to self; granting an administrator or privacy officer takes a second administrator."
        ),
        Line(
            Role.PrivacyOfficer,
            "L",
            "Activity of anyone, reviews of emergency access, records that were withdrawn or removed.",
            "Opens no record."
        ),
    ];

    private static readonly Dictionary<Role, RoleLine> ByRole = Rows.ToDictionary(line => line.Role);

    /// <summary>What the role alone gives. Being senior or a key worker adds to it: see <see cref="AccessRules"/>.</summary>
    public static IReadOnlySet<Permission> Of(Role role) => ByRole[role].Has;

    /// <summary>Roles that look after people as clinicians, for whom a missing relationship is worth explaining.</summary>
    public static bool IsClinical(Role role) =>
        role
            is Role.GeneralPractitioner
                or Role.HospiceClinician
                or Role.HospitalClinician
                or Role.CommunityNurse
                or Role.OutOfHoursClinician
                or Role.AmbulanceClinician
                or Role.CallHandler;

    private static RoleLine Line(Role role, string letters, params string[] limits) =>
        new(role, letters.Split(' ').Select(letter => PermissionNames.Of(letter[0])).ToHashSet(), limits);
}
