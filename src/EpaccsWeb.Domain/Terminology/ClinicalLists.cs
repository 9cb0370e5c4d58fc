namespace EpaccsWeb.Domain.Terminology;

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
