namespace EpaccsWeb.Domain.Access;

/// <summary>What a person is employed as in one post.</summary>
public enum Role
{
    GeneralPractitioner,
    HospiceClinician,
    HospitalClinician,
    CommunityNurse,
    OutOfHoursClinician,
    AmbulanceClinician,
    CallHandler,
    CareHomeStaff,
    SocialCareWorker,
    PracticeAdministrator,
    Coordinator,
    OrganisationAdministrator,
    SystemAdministrator,
    PrivacyOfficer,
}

/// <summary>What kind of organisation a post belongs to.</summary>
public enum OrganisationKind
{
    GeneralPractice,
    CommunityNursing,
    Hospice,
    Hospital,
    OutOfHours,
    AmbulanceService,
    CareHome,
    SocialCare,
    CareBoard,
}

/// <summary>One thing a post may do; the letters are those of the permission table.</summary>
public enum Permission
{
    /// <summary>F</summary>
    Find,

    /// <summary>U</summary>
    UrgentCard,

    /// <summary>R</summary>
    WholeRecord,

    /// <summary>S</summary>
    EditSections,

    /// <summary>D</summary>
    RecordCpr,

    /// <summary>G</summary>
    EditPrognosis,

    /// <summary>E</summary>
    Endorse,

    /// <summary>C</summary>
    ConsentAndTeam,

    /// <summary>K</summary>
    StartRecord,

    /// <summary>M</summary>
    EditPerson,

    /// <summary>X</summary>
    RecordDeath,

    /// <summary>V</summary>
    ReportDeath,

    /// <summary>Z</summary>
    EndRecord,

    /// <summary>N</summary>
    Notes,

    /// <summary>B</summary>
    BreakGlass,

    /// <summary>W</summary>
    Worklists,

    /// <summary>P</summary>
    Reports,

    /// <summary>I</summary>
    Import,

    /// <summary>A</summary>
    Accounts,

    /// <summary>L</summary>
    Audit,

    /// <summary>No letter: what a coordinator reads of a shared plan, before and after a death.</summary>
    Coordinate,

    /// <summary>No letter: the team's meetings and tasks, for whoever may say who is in the team; after a death too.</summary>
    Meet,
}
