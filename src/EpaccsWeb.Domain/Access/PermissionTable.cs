namespace EpaccsWeb.Domain.Access;

/// <summary>The permission table: what each role has. Pages, menus and rules all read it here.</summary>
public static class PermissionTable
{
    private const string Letters = "FURSDGECKMXVZNBWPIAL";

    private static readonly Dictionary<Role, HashSet<Permission>> Rows = new()
    {
        [Role.GeneralPractitioner] = Read("F U R S D G E C K M X Z N B W P"),
        [Role.HospiceClinician] = Read("F U R S D C K M X Z N B W P"),
        [Role.HospitalClinician] = Read("F U R S D C K M X Z N B W P"),
        [Role.CommunityNurse] = Read("F U R S D C K M X Z N B W P"),
        [Role.OutOfHoursClinician] = Read("F U R S D V N"),
        [Role.AmbulanceClinician] = Read("F U V N"),
        [Role.CallHandler] = Read("F U"),
        [Role.CareHomeStaff] = Read("F U R S V N"),
        [Role.SocialCareWorker] = Read("F U R S V N"),
        [Role.PracticeAdministrator] = Read("F M W"),
        [Role.Coordinator] = Read("F M W V P I"),
        [Role.OrganisationAdministrator] = Read("A"),
        [Role.SystemAdministrator] = Read("A"),
        [Role.PrivacyOfficer] = Read("L"),
    };

    /// <summary>What the role alone gives. Being senior or a key worker adds to it: see <see cref="AccessRules"/>.</summary>
    public static IReadOnlySet<Permission> Of(Role role) => Rows[role];

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

    private static HashSet<Permission> Read(string letters) =>
        [.. letters.Where(letter => letter != ' ').Select(letter => (Permission)Letters.IndexOf(letter, StringComparison.Ordinal))];
}
