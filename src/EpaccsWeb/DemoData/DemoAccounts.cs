using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.DemoData;

/// <summary>The accounts of a demonstration; they exist in Development only and are shown on its sign-in page.</summary>
public static class DemoAccounts
{
    /// <summary>The passphrase of every demo account.</summary>
    public const string Passphrase = "Demo-only-passphrase-1";

    public const string Domain = "demo.epaccs.example";

    public static IReadOnlyList<DemoOrganisation> Organisations { get; } =
    [
        new("Y90001", "Riverside Surgery", OrganisationKind.GeneralPractice, "01632 960001"),
        new("Y90002", "Hillside Practice", OrganisationKind.GeneralPractice, "01632 960002"),
        new("Y90010", "Valley Community Nursing", OrganisationKind.CommunityNursing, "01632 960010"),
        new("Y90020", "St Clare's Hospice", OrganisationKind.Hospice, "01632 960020"),
        new("Y90030", "Northfield General", OrganisationKind.Hospital, "01632 960030"),
        new("Y90040", "Valley Out of Hours", OrganisationKind.OutOfHours, "01632 960040"),
        new("Y90050", "Valley Ambulance Service", OrganisationKind.AmbulanceService, "01632 960050"),
        new("Y90060", "The Limes", OrganisationKind.CareHome, "01632 960060"),
        new("Y90080", "Valley Social Care", OrganisationKind.SocialCare, "01632 960080"),
        new("Y90070", "Valley Care Board", OrganisationKind.CareBoard, "01632 960070"),
    ];

    /// <summary>The care board in whose area all demo organisations lie.</summary>
    public const string AreaCode = "Y90070";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("gp", "Dr Priya Nair", Role.GeneralPractitioner, "Y90001", Senior: true),
        new("gp2", "Dr Tom Ellis", Role.GeneralPractitioner, "Y90002", Senior: true),
        new("practice", "Jo Marsh", Role.PracticeAdministrator, "Y90001"),
        new("nurse", "Sam Whitlock", Role.CommunityNurse, "Y90010"),
        new("hospice", "Dr Helen Byrne", Role.HospiceClinician, "Y90020", Senior: true),
        new("hospital", "Dr Omar Haddad", Role.HospitalClinician, "Y90030"),
        new("ooh", "Dr Ruth Adeyemi", Role.OutOfHoursClinician, "Y90040", Urgent: true),
        new("callhandler", "Lee Porter", Role.CallHandler, "Y90040", Urgent: true),
        new("ambulance", "Chris Dunn", Role.AmbulanceClinician, "Y90050", Urgent: true),
        new("carehome", "Maria Santos", Role.CareHomeStaff, "Y90060"),
        new("socialcare", "Alex Green", Role.SocialCareWorker, "Y90080"),
        new("coordinator", "Fiona Reid", Role.Coordinator, "Y90070"),
        new("admin", "Neil Hart", Role.OrganisationAdministrator, "Y90001"),
        new("sysadmin", "Kate Rowe", Role.SystemAdministrator, "Y90070"),
        new("privacy", "Dr Ian Foster", Role.PrivacyOfficer, "Y90070"),
    ];

    /// <summary>Prints where the website is and who can sign in.</summary>
    public static void Announce(IEnumerable<string> addresses, Action<string> print)
    {
        print($"EpaccsWeb: listening on {string.Join(" and ", addresses)}");
        print($"Demo accounts (@{Domain}): {string.Join(", ", All.Select(account => account.Name))}");
        print($"Passphrase of each: {Passphrase}");
    }
}

/// <summary>One demo organisation.</summary>
public sealed record DemoOrganisation(string OdsCode, string Name, OrganisationKind Kind, string Phone);

/// <summary>One demo account with its only post.</summary>
public sealed record DemoAccount(string Name, string DisplayName, Role Role, string OdsCode, bool Senior = false, bool Urgent = false)
{
    public string Email => $"{Name}@{DemoAccounts.Domain}";
}
