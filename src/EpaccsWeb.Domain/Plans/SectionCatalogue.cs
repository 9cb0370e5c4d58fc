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
            Permission.EditPerson,
            SectionReaders.RecordAndCoordinators,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            19,
            20
        ),
        Define<Alerts>("alerts", "Alerts", "AlertsSection", Permission.EditSections, SectionReaders.Record),
        Define<Resuscitation>(
            "resuscitation",
            "Resuscitation",
            "ResuscitationSection",
            Permission.RecordCpr,
            SectionReaders.Record,
            44,
            45,
            46,
            47,
            48
        ),
        Define<TreatmentEscalation>(
            "treatment-escalation",
            "Treatment escalation",
            "TreatmentEscalationSection",
            Permission.RecordCpr,
            SectionReaders.Record
        ),
        Define<LegalDecisions>(
            "legal",
            "Advance decisions and attorneys",
            "LegalSection",
            Permission.EditSections,
            SectionReaders.Record,
            49,
            50,
            51,
            52,
            53
        ),
        Define<PreferredPlaces>(
            "preferred-places",
            "Preferred places of care and death",
            "PreferredPlacesSection",
            Permission.EditSections,
            SectionReaders.RecordAndCoordinators,
            36,
            37,
            38,
            39,
            40,
            41,
            42,
            43
        ),
        Define<AboutMe>("about-me", "About me", "AboutMeSection", Permission.EditSections, SectionReaders.Record),
        Define<Diagnoses>("diagnoses", "Diagnoses", "DiagnosesSection", Permission.EditSections, SectionReaders.Record, 26, 27),
        Define<PrognosisAndStage>(
            "prognosis",
            "Prognosis and stage",
            "PrognosisSection",
            Permission.EditPrognosis,
            SectionReaders.Clinicians,
            18,
            34
        ),
        Define<Allergies>("allergies", "Allergies", "AllergiesSection", Permission.EditSections, SectionReaders.Record, 30),
        Define<AnticipatoryMedicines>(
            "anticipatory-medicines",
            "Anticipatory medicines",
            "AnticipatoryMedicinesSection",
            Permission.EditSections,
            SectionReaders.Record,
            31,
            32
        ),
        Define<Devices>("devices", "Devices", "DevicesSection", Permission.EditSections, SectionReaders.Record),
        Define<AccessToHome>("access-to-home", "Access to home", "AccessToHomeSection", Permission.EditSections, SectionReaders.Clinicians),
        Define<PersonalContacts>(
            "personal-contacts",
            "Carer and personal contacts",
            "PersonalContactsSection",
            Permission.EditSections,
            SectionReaders.Record,
            16,
            17,
            54,
            55,
            56,
            57
        ),
        Define<ProfessionalContacts>(
            "professional-contacts",
            "Professional contacts",
            "ProfessionalContactsSection",
            Permission.EditSections,
            SectionReaders.Record,
            21,
            22,
            23,
            24,
            25
        ),
        Define<IndividualRequirements>(
            "individual-requirements",
            "Individual requirements",
            "IndividualRequirementsSection",
            Permission.EditSections,
            SectionReaders.Record,
            14,
            15
        ),
        Define<SocialContext>(
            "social-context",
            "Social context",
            "SocialContextSection",
            Permission.EditSections,
            SectionReaders.Record,
            58
        ),
        Define<BeliefsAndWishes>(
            "beliefs-and-wishes",
            "Beliefs and wishes",
            "BeliefsAndWishesSection",
            Permission.EditSections,
            SectionReaders.Record,
            58
        ),
        Define<FinancialSupport>(
            "financial-support",
            "Financial support",
            "FinancialSupportSection",
            Permission.EditSections,
            SectionReaders.Clinicians
        ),
        Define<Disabilities>("disability", "Disability", "DisabilitySection", Permission.EditSections, SectionReaders.Record, 28),
        Define<FunctionalStatus>(
            "functional-status",
            "Functional status",
            "FunctionalStatusSection",
            Permission.EditSections,
            SectionReaders.Record,
            29
        ),
        Define<CareAndSupportPlan>("care-plan", "Care and support plan", "CarePlanSection", Permission.EditSections, SectionReaders.Record),
        Define<Review>("review", "Review", "ReviewSection", Permission.EditSections, SectionReaders.RecordAndCoordinators, 3),
    ];

    private static readonly Dictionary<string, SectionDefinition> ByKey = All.ToDictionary(section => section.Key);

    private static readonly Dictionary<Type, SectionDefinition> ByType = All.ToDictionary(section => section.Answers);

    /// <summary>The sections of the plan proper, without the person's own details.</summary>
    public static IEnumerable<SectionDefinition> Plan => All.Where(section => !section.IsPerson);

    public static SectionDefinition? Find(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);

    public static SectionDefinition Of<T>()
        where T : ISectionAnswers => ByType[typeof(T)];

    public static SectionDefinition Of(ISectionAnswers answers) => ByType[answers.GetType()];

    private static SectionDefinition Define<T>(
        string key,
        string title,
        string folder,
        Permission edit,
        SectionReaders readers,
        params int[] items
    )
        where T : ISectionAnswers => new(key, title, folder, typeof(T), edit, readers, items);
}
