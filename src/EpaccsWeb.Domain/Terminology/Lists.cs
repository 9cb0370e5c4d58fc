namespace EpaccsWeb.Domain.Terminology;

/// <summary>Basis on which the plan is recorded or shared (SCCI1580 item 1).</summary>
public enum ConsentStatus
{
    Given,
    Withdrawn,
    BestInterests,
    Lpa,
    Deputy,
    Declined,
    NotAsked,
}

/// <summary>A kind of place to be cared for or to die in (SCCI1580 items 36, 40 and 60; PRSB).</summary>
public enum Place
{
    Hospital,
    CommunityHospital,
    PrivateResidence,
    OwnHome,
    OtherPrivateResidence,
    Hospice,
    CareHome,
    NursingHome,
    ResidentialHome,
    LearningDisabilityUnit,
    MentalHealthUnit,
    Other,

    /// <summary>Only as an actual place of death, like the two below.</summary>
    Ambulance,
    Street,
    GeneralPracticePremises,
}

/// <summary>What was found when no place could be named (SCCI1580 item 36). None of these means "no".</summary>
public enum PlaceFinding
{
    Unable,
    NotAppropriate,
    Declined,
    Undecided,
}

/// <summary>The resuscitation decision (SCCI1580 item 44). Not recorded is the absence of a decision.</summary>
public enum CprDecision
{
    ForCpr,
    NotForCpr,
}

/// <summary>Likely prognosis (SCCI1580 item 34).</summary>
public enum Prognosis
{
    LastDays,
    LastWeeks,
    LastMonths,
    AboutAYear,
    MoreThanAYear,
}

/// <summary>Gold Standards Framework stage. Green means months to live, not "fine": always show the words.</summary>
public enum GsfStage
{
    A,
    B,
    C,
    D,
}

/// <summary>Person stated gender (SCCI1580 item 11).</summary>
public enum Gender
{
    Male,
    Female,
    Indeterminate,
    NotKnown,
}

/// <summary>Broad group of the main diagnosis, for reports.</summary>
public enum DiagnosisGroup
{
    Cancer,
    OrganFailure,
    DementiaFrailty,
    Neurological,
    Other,
    NotRecorded,
}

/// <summary>Why a person did not die where they wished.</summary>
public enum VarianceReason
{
    SuddenOrUnexpectedDeterioration,
    SymptomsNeededAdmission,
    TooUnwellToMove,
    CarerCouldNotCopeOrDisagreed,
    CarePackageDelay,
    NoBed,
    EquipmentOrMedicinesUnavailable,
    ChangedMind,
    PlanNotSeenOrFollowed,
    ActiveTreatmentContinuing,
    AnticipatoryStepsMissed,
    Other,
    NotKnown,
}

/// <summary>Who told us of a death: formal is registered, informal is a family's or colleague's word.</summary>
public enum DeathStatus
{
    Formal,
    Informal,
}

/// <summary>Mental capacity for one decision at one time (Mental Capacity Act 2005).</summary>
public enum Capacity
{
    HasCapacity,
    LacksCapacity,
}

/// <summary>Whether a decision was talked through. Null is "not recorded".</summary>
public enum Discussion
{
    Yes,
    No,
    LackedCapacity,
}

/// <summary>Ethnic category (NHS data dictionary, 2001 census).</summary>
public enum Ethnicity
{
    WhiteBritish,
    WhiteIrish,
    WhiteOther,
    MixedWhiteAndBlackCaribbean,
    MixedWhiteAndBlackAfrican,
    MixedWhiteAndAsian,
    MixedOther,
    Indian,
    Pakistani,
    Bangladeshi,
    AsianOther,
    BlackCaribbean,
    BlackAfrican,
    BlackOther,
    Chinese,
    Other,
    NotStated,
}

/// <summary>Whether the person has a carer (SCCI1580 item 16).</summary>
public enum CarerStatus
{
    HasCarer,
    NoCarer,
    Unknown,
}

/// <summary>What is known of allergies (SCCI1580 item 30); null is "Allergies not recorded".</summary>
public enum AllergyStatus
{
    Known,
    NoneKnown,
    Unavailable,
}

/// <summary>Advance decision to refuse treatment (SCCI1580 item 49).</summary>
public enum AdrtStatus
{
    HasAdrt,
    RefusesLifeSustaining,
    None,
}

/// <summary>Lasting power of attorney for health and welfare (SCCI1580 items 51 and 52).</summary>
public enum LpaStatus
{
    HealthAndWelfare,
    WithLifeSustaining,
    None,
}

/// <summary>Anticipatory medicines in the home (SCCI1580 item 31).</summary>
public enum AnticipatoryStatus
{
    BoxIssued,
    Prescribed,
    NotInPlace,
}

/// <summary>How far treatment should go.</summary>
public enum CeilingOfTreatment
{
    FullTreatment,
    WardTreatment,
    CommunityTreatment,
    ComfortOnly,
}

/// <summary>Whether the person should go to hospital.</summary>
public enum HospitalAdmission
{
    Wanted,
    ForSomeProblems,
    NotWanted,
}
