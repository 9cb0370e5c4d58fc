namespace EpaccsWeb.Domain.Access;

/// <summary>Which posts there can be: which roles an organisation employs, and which of them may be senior or urgent.</summary>
public static class PostRules
{
    private static readonly Dictionary<OrganisationKind, Role[]> Employed = new()
    {
        [OrganisationKind.GeneralPractice] = [Role.GeneralPractitioner, Role.CommunityNurse, Role.PracticeAdministrator],
        [OrganisationKind.CommunityNursing] = [Role.CommunityNurse],
        [OrganisationKind.Hospice] = [Role.HospiceClinician, Role.CommunityNurse],
        [OrganisationKind.Hospital] = [Role.HospitalClinician],
        [OrganisationKind.OutOfHours] = [Role.OutOfHoursClinician, Role.CallHandler],
        [OrganisationKind.AmbulanceService] = [Role.AmbulanceClinician, Role.CallHandler],
        [OrganisationKind.CareHome] = [Role.CareHomeStaff],
        [OrganisationKind.SocialCare] = [Role.SocialCareWorker],
        [OrganisationKind.CareBoard] = [Role.Coordinator, Role.SystemAdministrator],
    };

    /// <summary>Roles a post at such an organisation can have; every organisation has administrators and a privacy officer.</summary>
    public static IReadOnlyList<Role> RolesAt(OrganisationKind kind) =>
        [.. Employed[kind], Role.OrganisationAdministrator, Role.PrivacyOfficer];

    /// <summary>May endorse decisions when senior.</summary>
    public static bool MayBeSenior(Role role) =>
        role is Role.GeneralPractitioner or Role.HospiceClinician or Role.HospitalClinician or Role.CommunityNurse;

    /// <summary>May say "I am caring for this person now"; of a hospital its emergency department.</summary>
    public static bool MayBeUrgent(Role role) =>
        role is Role.OutOfHoursClinician or Role.AmbulanceClinician or Role.CallHandler or Role.HospitalClinician;

    /// <summary>Granting it takes a second administrator.</summary>
    public static bool TakesTwoPeople(Role role) =>
        role is Role.OrganisationAdministrator or Role.SystemAdministrator or Role.PrivacyOfficer;

    /// <summary>What a system administrator alone grants or asks for.</summary>
    public static bool IsForSystemAdministrators(Role role) => role is Role.SystemAdministrator or Role.PrivacyOfficer;
}
