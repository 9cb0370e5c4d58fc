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

/// <summary>What is known of the medicines that the person takes (PRSB medications); null is "not recorded".</summary>
public enum MedicinesStatus
{
    Listed,
    NoneRegular,
    Unavailable,
}

/// <summary>Professional group that the person is under the care of (SCCI1580 item 24).</summary>
public enum ProfessionalGroup
{
    Dietician,
    DistrictNurse,
    CommunityNurse,
    Nurse,
    ClinicalNurseSpecialist,
    PalliativeCareNurse,
    HealthcareSupportWorker,
    PalliativeCarePhysician,
    Oncologist,
    PainSpecialist,
    CareOfTheElderlyPhysician,
    RespiratoryPhysician,
    Cardiologist,
    Neurologist,
    Nephrologist,
    Physician,
    SpeechAndLanguageTherapist,
    Surgeon,
    SpiritualAndCulturalSupport,
    OccupationalTherapist,
    Physiotherapist,
    SocialServicesCareManager,
    SocialWorker,
    SocialCareAssessor,
    DirectCareWorker,
}

/// <summary>What a personal contact is to the person and the plan (PRSB personal contacts; SCCI1580 items 54 to 57).</summary>
public enum RelationshipType
{
    Carer,
    NextOfKin,
    EmergencyContact,
    InvolveInDecisions,
    Other,
}

/// <summary>Whether an advance decision to refuse treatment still stands.</summary>
public enum AdrtState
{
    Current,
    Withdrawn,
}

/// <summary>What has been talked through in advance care planning (PRSB involvement in advance care planning).</summary>
public enum PlanningInvolvement
{
    Discussed,
    Declined,
    DiscussedWithCaregiver,
    DiscussedWithFamily,
    NotAppropriate,
}

/// <summary>End of life care tool in use (SCCI1580 item 33).</summary>
public enum CareTool
{
    GoldStandardsFramework,
    PreferredPrioritiesForCare,
}

/// <summary>A plan that the person has (PRSB end of life care plan name).</summary>
public enum CarePlanName
{
    AdvanceCarePlan,
    AgreementOnPlan,
    ReviewOfPlan,
    TreatmentEscalationPlan,
    EmergencyHealthCarePlan,
    Respect,
}

/// <summary>What showed that the person may be approaching the end of life.</summary>
public enum IdentificationTrigger
{
    SurpriseQuestion,
    GsfGuidance,
    Spict,
    ClinicalJudgement,
    FunctionalScore,
    HospitalFlag,
    PersonAsked,
}

/// <summary>Whether the person was offered a copy of the plan; null is "not recorded".</summary>
public enum PlanCopy
{
    Accepted,
    Declined,
    NotOfferedYet,
}
