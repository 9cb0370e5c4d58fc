namespace EpaccsWeb.Domain.Terminology;

/// <summary>Marital status of the person (NHS data dictionary). "Not disclosed" is an answer; null is "not recorded".</summary>
public enum MaritalStatus
{
    Single,
    MarriedOrCivilPartner,
    DivorcedOrDissolved,
    WidowedOrSurvivingPartner,
    Separated,
    NotDisclosed,
}

/// <summary>Need for an interpreter (SCCI1580 item 14); null is "not recorded".</summary>
public enum InterpreterNeed
{
    Needed,
    NotNeeded,
}

/// <summary>What kind of home the person lives in (PRSB accommodation status).</summary>
public enum AccommodationStatus
{
    OwnHome,
    Rented,
    ShelteredOrExtraCare,
    CareHomeWithNursing,
    CareHomeWithoutNursing,
    HospiceOrHospital,
    NoFixedAbode,
    Other,
}

/// <summary>What the person wishes about organ and tissue donation (SCCI1580 item 58); null is "not recorded".</summary>
public enum DonationWish
{
    WishesToDonate,
    DoesNotWish,
    Undecided,
}

/// <summary>A step towards financial support (PRSB). Form SR1 has replaced DS1500, whose terms are only read.</summary>
public enum FinancialSupportKind
{
    Sr1Completed,
    AttendanceAllowanceExam,
    Ds1500Discussed,
    Ds1500Declined,
    Ds1500Completed,
}

/// <summary>A disability, or that the person reports none (SCCI1580 item 28); several may apply. "No known disability", the standard's
/// eighth value, is the answer <see cref="Plans.Sections.Disabilities.NoneKnown"/>.</summary>
public enum Disability
{
    HearingLoss,
    VisualImpairment,
    DifficultyCommunicating,
    ImpairedCognition,
    UnableToSummonHelp,
    ImpairedRecognitionOfRisk,
    ReportsNoCurrentDisability,
}

/// <summary>With whom a care and support plan was agreed (PRSB); null is "not recorded".</summary>
public enum CarePlanAgreement
{
    Person,
    Representative,
    NotAgreedYet,
}

/// <summary>An implanted defibrillator; null is "not recorded".</summary>
public enum DefibrillatorStatus
{
    Active,
    Deactivated,
    NotFitted,
}
