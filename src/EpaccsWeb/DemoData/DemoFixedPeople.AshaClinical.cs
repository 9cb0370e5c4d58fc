using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>Asha Patel's clinical answers that hold several entries, and what is planned for the worst.</summary>
public sealed partial class DemoFixedPeople
{
    private static Allergies AshaAllergies { get; } =
        new()
        {
            Status = AllergyStatus.Known,
            Known =
            [
                new()
                {
                    CausativeAgent = "Penicillin",
                    Reaction = "Rash and swelling of the face",
                    Severity = "Severe",
                    Evidence = "Seen by her GP",
                    Date = "1988",
                },
                new()
                {
                    CausativeAgent = "Codeine",
                    Reaction = "Vomiting",
                    Severity = "Mild",
                    Evidence = "Told by her",
                },
            ],
        };

    private static PersonalContacts AshaPersonalContacts { get; } =
        Contacts("Nikhil Patel", "Son, lives with her", "07700 900118") with
        {
            Contacts =
            [
                new()
                {
                    Name = "Meera Shah",
                    Relationship = "Daughter, attorney",
                    RelationshipType = RelationshipType.NextOfKin,
                    Telephone = "07700 900119",
                    Comments = "Lives an hour away. Ring at any hour.",
                },
                new()
                {
                    Name = "Kokila Desai",
                    Relationship = "Sister, in Leicester",
                    RelationshipType = RelationshipType.InvolveInDecisions,
                    Telephone = "07700 900120",
                },
                new()
                {
                    Name = "Joan Fisher",
                    Relationship = "Neighbour at number 16",
                    RelationshipType = RelationshipType.EmergencyContact,
                    Telephone = "01632 960116",
                    Comments = "Has a key.",
                },
            ],
        };

    private ProfessionalContacts AshaProfessionalContacts =>
        new()
        {
            KeyWorkerName = nurse.Name,
            KeyWorkerPhone = "01632 960010",
            KeyWorkerRole = "Community nurse",
            Contacts =
            [
                new()
                {
                    Name = nurse.Name,
                    Role = "Community nurse",
                    Group = ProfessionalGroup.CommunityNurse,
                    Organisation = "Valley Community Nursing",
                    Telephone = "01632 960010",
                    KeyWorker = true,
                    Start = "the start of this plan",
                },
                new()
                {
                    Name = "Dr Helen Byrne",
                    Role = "Consultant",
                    Group = ProfessionalGroup.PalliativeCarePhysician,
                    Speciality = "Palliative medicine",
                    Organisation = "St Clare's Hospice",
                    Telephone = "01632 960020",
                    KeyWorker = false,
                },
                new()
                {
                    Team = "Hospice advice line, day and night",
                    Organisation = "St Clare's Hospice",
                    Telephone = "01632 960021",
                },
            ],
        };

    private LegalDecisions AshaLegal =>
        new()
        {
            Adrt = AdrtStatus.HasAdrt,
            AdrtRefuses = "Feeding by tube, and antibiotics by drip in the last weeks of life",
            AdrtMadeOn = cast.Day(100),
            AdrtLocation = "Original in the yellow folder by her bed; copy at Riverside Surgery",
            AdrtInWriting = true,
            AdrtSigned = true,
            AdrtWitnessed = true,
            AdrtAppliesIfLifeAtRisk = true,
            AdrtState = AdrtState.Current,
            AdrtSeenBy = gp.Name,
            AdrtSeenOn = cast.Day(95),
            Lpa = LpaStatus.HealthAndWelfare,
            LpaMadeOn = cast.Day(900),
            LpaRegistered = true,
            LpaLocation = "With Meera; copy at Riverside Surgery",
            AttorneyName = "Meera Shah, daughter",
            AttorneyPhone = "07700 900119",
            CourtDeputy = false,
            CapacityAssessment = "Had capacity for every decision of this plan. No formal assessment was needed.",
            AdvanceStatementMade = true,
            AdvanceStatement =
                "I wish to be at home with my family about me. Let my son light the lamp and play the bhajans.\nPlease keep me clean and let a woman wash me.",
            AdvanceStatementLocation = "Yellow folder by her bed",
        };

    private DemoRecord AshaClinical(DemoRecord record) =>
        record
            .Says(
                new Medicines
                {
                    Status = MedicinesStatus.Listed,
                    Taken =
                    [
                        Tablet("Morphine sulfate modified-release capsules", "20", "mg", "Twice a day", "Pain"),
                        Tablet("Morphine sulfate oral solution 10 mg/5 ml", "5", "mg", "When required, up to every 4 hours", "Pain") with
                        {
                            Notes = "Write each dose on the chart in the yellow folder.",
                        },
                        Tablet("Pancreatin capsules", "2", "capsules", "With every meal", "Digestion"),
                        Tablet("Metoclopramide", "10", "mg", "Three times a day, before meals", "Sickness"),
                        Tablet("Senna", "15", "mg", "At night", "Constipation"),
                        Tablet("Metformin", "500", "mg", "Twice a day, with food", "Diabetes"),
                    ],
                    Discontinued =
                    [
                        new()
                        {
                            Name = "Ramipril",
                            Reason = "Low blood pressure, and dizzy when she stood up",
                            Date = "last spring",
                        },
                        new() { Name = "Atorvastatin", Reason = "No longer of benefit" },
                    ],
                },
                gp,
                13
            )
            .Says(
                new ContingencyPlans
                {
                    Emergencies =
                    [
                        new()
                        {
                            Trigger = "Vomiting blood, or black stools",
                            WhatShouldHappen =
                                "Stay with her. Dark towels in the hall cupboard. Midazolam from the box, as charted. Hospital only if it cannot be controlled at home and she wants it.",
                            WhoToContact = "Hospice advice line 01632 960021",
                        },
                        new()
                        {
                            Trigger = "Pain that the oral solution does not ease within an hour",
                            WhatShouldHappen = "Injection from the box, as charted; then ring for a syringe pump.",
                            WhoToContact = "Community nurses, day and night 01632 960010",
                        },
                        new()
                        {
                            Trigger = "Fever, shivering or yellow skin: the stent may be blocked",
                            WhatShouldHappen = "Ring the GP the same day. Antibiotics by mouth, not penicillin.",
                            WhoToContact = "Riverside Surgery 01632 960001; at night 111",
                        },
                    ],
                    EarlyWarningSigns = "Goes quiet, stops eating, holds her belly",
                    CopingStrategies = "Warmth on her back, her prayer beads, Nikhil reading to her",
                    PalliativeLine = "01632 960021",
                    Equipment = "Hospital bed and commode are there. A syringe pump would be needed.",
                    WhoMayVerify = "Community nurses, day and night",
                    WhoWillCertify = "Dr Priya Nair, Riverside Surgery",
                    DoctorLastSawOn = cast.Day(14),
                },
                nurse,
                12
            )
            .Says(
                new AdvanceCarePlanning
                {
                    Involvement = [PlanningInvolvement.Discussed, PlanningInvolvement.DiscussedWithFamily],
                    WhoWasInvolved = "Asha, her son Nikhil, her daughter Meera and Dr Helen Byrne",
                    Tools = [CareTool.GoldStandardsFramework],
                    Plans = [CarePlanName.AdvanceCarePlan, CarePlanName.TreatmentEscalationPlan],
                    OnPalliativeRegister = true,
                    IdentifiedThrough = IdentificationTrigger.ClinicalJudgement,
                    IdentifiedOn = cast.Day(312),
                    IdentifiedBy = "Dr Priya Nair, general practitioner",
                    Copy = PlanCopy.Accepted,
                },
                gp,
                11
            );

    private static Medicine Tablet(string name, string dose, string unit, string frequency, string indication) =>
        new()
        {
            Name = name,
            Dose = dose,
            Unit = unit,
            Route = "By mouth",
            Frequency = frequency,
            Indication = indication,
        };
}
