using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Every section of the plan, in the order it is read. Adding a section adds one line here.</summary>
public static partial class SectionCatalogue
{
    public const string PersonKey = "person";

    public static IReadOnlyList<SectionDefinition> All { get; } =
    [
        Define<PersonDetails>(
            PersonKey,
            "Person",
            "Person",
            // The address has a page, and a rule, of its own.
            location: LocationHeld.None,
            edit: Permission.EditPerson,
            readers: SectionReaders.RecordAndCoordinators,
            items: [5, 6, 7, 8, 9, 10, 11, 12, 13, 19, 20],
            prsb: ["Person demographics", "GP practice"]
        ),
        Define<Alerts>("alerts", "Alerts", "AlertsSection", location: LocationHeld.None, prsb: ["Alerts"]),
        Define<Resuscitation>(
            "resuscitation",
            "Resuscitation",
            "ResuscitationSection",
            location: LocationHeld.Some,
            freshMonths: 3,
            edit: Permission.RecordCpr,
            items: [44, 45, 46, 47, 48],
            prsb: ["Palliative and end of life care"]
        ),
        Define<TreatmentEscalation>(
            "treatment-escalation",
            "Treatment escalation",
            "TreatmentEscalationSection",
            location: LocationHeld.Some,
            freshMonths: 3,
            edit: Permission.RecordCpr,
            prsb: ["Palliative and end of life care"]
        ),
        Define<LegalDecisions>(
            "legal",
            "Advance decisions and attorneys",
            "LegalSection",
            location: LocationHeld.Some,
            items: [35, 49, 50, 51, 52, 53],
            prsb: ["Legal information", "Contingency plans"]
        ),
        Define<PreferredPlaces>(
            "preferred-places",
            "Preferred places of care and death",
            "PreferredPlacesSection",
            location: LocationHeld.Some,
            freshMonths: 3,
            asksWhoWasPresent: false,
            readers: SectionReaders.RecordAndCoordinators,
            items: [36, 37, 38, 39, 40, 41, 42, 43],
            prsb: ["Palliative and end of life care"]
        ),
        Define<AboutMe>("about-me", "About me", "AboutMeSection", location: LocationHeld.None, prsb: ["About me"]),
        Define<Diagnoses>(
            "diagnoses",
            "Diagnoses",
            "DiagnosesSection",
            location: LocationHeld.None,
            items: [26, 27],
            prsb: ["Problem list"]
        ),
        Define<PrognosisAndStage>(
            "prognosis",
            "Prognosis and stage",
            "PrognosisSection",
            location: LocationHeld.None,
            freshMonths: 3,
            edit: Permission.EditPrognosis,
            readers: SectionReaders.Clinicians,
            items: [18, 34],
            prsb: ["Palliative and end of life care"]
        ),
        Define<ContingencyPlans>(
            "contingency",
            "Contingency plans",
            "ContingencySection",
            location: LocationHeld.Some,
            freshMonths: 3,
            prsb: ["Contingency plans"]
        ),
        Define<Allergies>(
            "allergies",
            "Allergies",
            "AllergiesSection",
            location: LocationHeld.None,
            items: [30],
            prsb: ["Allergies and adverse reactions"]
        ),
        Define<Medicines>(
            "medicines",
            "Medicines",
            "MedicinesSection",
            location: LocationHeld.None,
            freshMonths: 3,
            prsb: ["Medications and medical devices"]
        ),
        Define<AnticipatoryMedicines>(
            "anticipatory-medicines",
            "Anticipatory medicines",
            "AnticipatoryMedicinesSection",
            location: LocationHeld.Some,
            freshMonths: 3,
            items: [31, 32],
            prsb: ["Contingency plans", "Palliative and end of life care"]
        ),
        Define<Devices>("devices", "Devices", "DevicesSection", location: LocationHeld.None, prsb: ["Medications and medical devices"]),
        Define<AccessToHome>("access-to-home", "Access to home", "AccessToHomeSection", location: LocationHeld.Whole),
        Define<PersonalContacts>(
            "personal-contacts",
            "Carer and personal contacts",
            "PersonalContactsSection",
            location: LocationHeld.Whole,
            // Who keeps the demographics keeps these too; the professionals tell by their speciality what the illness is.
            editAlso: Permission.EditPerson,
            items: [16, 17, 54, 55, 56, 57],
            prsb: ["Personal contacts"]
        ),
        Define<ProfessionalContacts>(
            "professional-contacts",
            "Professional contacts",
            "ProfessionalContactsSection",
            location: LocationHeld.Some,
            items: [21, 22, 23, 24, 25],
            prsb: ["Professional contacts"]
        ),
        Define<IndividualRequirements>(
            "individual-requirements",
            "Individual requirements",
            "IndividualRequirementsSection",
            location: LocationHeld.Some,
            items: [14, 15],
            prsb: ["Individual requirements"]
        ),
        Define<SocialContext>(
            "social-context",
            "Social context",
            "SocialContextSection",
            location: LocationHeld.Whole,
            items: [58],
            prsb: ["Social context"]
        ),
        Define<BeliefsAndWishes>(
            "beliefs-and-wishes",
            "Beliefs and wishes",
            "BeliefsAndWishesSection",
            location: LocationHeld.None,
            items: [58]
        ),
        Define<FinancialSupport>(
            "financial-support",
            "Financial support",
            "FinancialSupportSection",
            location: LocationHeld.None,
            // An SR1 form is for who may die within a year; its notes and its history say the same as its kind.
            readers: SectionReaders.Clinicians,
            prsb: ["Palliative and end of life care"]
        ),
        Define<Disabilities>(
            "disability",
            "Disability",
            "DisabilitySection",
            location: LocationHeld.None,
            items: [28],
            prsb: ["Individual requirements"]
        ),
        Define<FunctionalStatus>(
            "functional-status",
            "Functional status",
            "FunctionalStatusSection",
            location: LocationHeld.None,
            freshMonths: 3,
            items: [29]
        ),
        Define<AdvanceCarePlanning>(
            "advance-care-planning",
            "Advance care planning",
            "AdvanceCarePlanningSection",
            location: LocationHeld.None,
            items: [33],
            prsb: ["Palliative and end of life care"]
        ),
        Define<CareAndSupportPlan>(
            "care-plan",
            "Care and support plan",
            "CarePlanSection",
            location: LocationHeld.None,
            prsb: ["Care and support plan", "Additional support plans"]
        ),
        Define<Documents>(
            "documents",
            "Documents",
            "DocumentsSection",
            location: LocationHeld.Some,
            asksWhoWasPresent: false,
            prsb: ["Documents"]
        ),
        Define<Review>(
            "review",
            "Review",
            "ReviewSection",
            location: LocationHeld.None,
            asksWhoWasPresent: false,
            readers: SectionReaders.RecordAndCoordinators,
            items: [3],
            prsb: ["Care and support plan"]
        ),
    ];

    private static readonly Dictionary<string, SectionDefinition> ByKey = All.ToDictionary(section => section.Key);

    private static readonly Dictionary<Type, SectionDefinition> ByType = All.ToDictionary(section => section.Answers);

    /// <summary>The sections of the plan proper, without the person's own details.</summary>
    public static IEnumerable<SectionDefinition> Plan => All.Where(section => !section.IsPerson);

    public static SectionDefinition? Find(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);

    public static SectionDefinition Of<T>()
        where T : ISectionAnswers => ByType[typeof(T)];

    public static SectionDefinition Of(ISectionAnswers answers) => ByType[answers.GetType()];
}
