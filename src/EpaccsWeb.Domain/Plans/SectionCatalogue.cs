using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Who reads a section, besides the rule that the record is open to them.</summary>
public enum SectionReaders
{
    /// <summary>Everyone who reads the whole record.</summary>
    Record,

    /// <summary>As <see cref="Record"/>, and coordinators.</summary>
    RecordAndCoordinators,

    /// <summary>Not care homes, not social care.</summary>
    Clinicians,
}

/// <summary>One section of the plan: where it lives, who edits and reads it, and what of the standard it holds.</summary>
/// <param name="Key">Slug in addresses and in the database.</param>
/// <param name="Folder">The folder under Pages/Records that holds its page and summary.</param>
/// <param name="Edit">The permission that lets it be changed.</param>
/// <param name="Items">Items of SCCI1580 that it holds.</param>
public sealed record SectionDefinition(
    string Key,
    string Title,
    string Folder,
    Type Answers,
    Permission Edit,
    SectionReaders Readers,
    int[] Items
)
{
    /// <summary>The section's page outside the plan addresses, for the person's own details.</summary>
    public bool IsPerson => Key == SectionCatalogue.PersonKey;

    /// <summary>Tells where the person is or how to reach them: hidden whole from outside the team when restricted.</summary>
    public bool IsLocation => Key is "access-to-home" or "personal-contacts";

    /// <summary>Has some answer that does: such a form is not opened from outside the team of a restricted person.</summary>
    public bool HoldsLocation => IsLocation || Key is "legal" or "anticipatory-medicines" or "professional-contacts" or "preferred-places" or "contingency";
}

/// <summary>Every section of the plan, in the order it is read. Adding a section adds one line here.</summary>
public static class SectionCatalogue
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
        Define<LegalDecisions>(
            "legal",
            "Advance decisions and attorneys",
            "LegalSection",
            Permission.EditSections,
            SectionReaders.Record,
            35,
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
        Define<ContingencyPlans>(
            "contingency",
            "Contingency plans",
            "ContingencySection",
            Permission.EditSections,
            SectionReaders.Record
        ),
        Define<Allergies>("allergies", "Allergies", "AllergiesSection", Permission.EditSections, SectionReaders.Record, 30),
        Define<Medicines>("medicines", "Medicines", "MedicinesSection", Permission.EditSections, SectionReaders.Record),
        Define<AnticipatoryMedicines>(
            "anticipatory-medicines",
            "Anticipatory medicines",
            "AnticipatoryMedicinesSection",
            Permission.EditSections,
            SectionReaders.Record,
            31,
            32
        ),
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
        Define<Disabilities>("disability", "Disability", "DisabilitySection", Permission.EditSections, SectionReaders.Record, 28),
        Define<FunctionalStatus>(
            "functional-status",
            "Functional status",
            "FunctionalStatusSection",
            Permission.EditSections,
            SectionReaders.Record,
            29
        ),
        Define<AdvanceCarePlanning>(
            "advance-care-planning",
            "Advance care planning",
            "AdvanceCarePlanningSection",
            Permission.EditSections,
            SectionReaders.Record,
            33
        ),
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

    /// <summary>May this grant read the section's answers?</summary>
    public static bool MayRead(this AccessGrant grant, SectionDefinition section) =>
        section.Readers switch
        {
            SectionReaders.RecordAndCoordinators => grant.May(Permission.WholeRecord)
                || grant.Actor.Role is Role.Coordinator
                || section.IsPerson,
            SectionReaders.Clinicians => grant.May(Permission.WholeRecord)
                && grant.Actor.Role is not (Role.CareHomeStaff or Role.SocialCareWorker),
            _ => grant.May(Permission.WholeRecord),
        };

    /// <summary>May this grant read the section on the urgent card? Crews and call handlers do; care homes not the prognosis.</summary>
    public static bool MayReadOnCard(this AccessGrant grant, SectionDefinition section) =>
        grant.May(Permission.UrgentCard)
        && (section.Readers is not SectionReaders.Clinicians || grant.Actor.Role is not (Role.CareHomeStaff or Role.SocialCareWorker));

    /// <summary>May this grant change the section? Care homes and social care write only what they know best.</summary>
    public static bool MayEdit(this AccessGrant grant, SectionDefinition section) =>
        grant.May(section.Edit)
        && (grant.Actor.Role is not (Role.CareHomeStaff or Role.SocialCareWorker) || section.Key is "about-me" or "personal-contacts");

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
