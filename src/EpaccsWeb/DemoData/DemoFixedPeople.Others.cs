using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>Four of the seven whose plans lack or show one thing each.</summary>
public sealed partial class DemoFixedPeople
{
    /// <summary>Place of death blank, review overdue, CPR not recorded.</summary>
    private LoadedRecord Johnson() =>
        Start(
                Person("9990000026", "Johnson", "Brian", "Mr", new(1938, 1, 6), Gender.Male, "3 Station Road", "VY1 2BJ", 2) with
                {
                    Ethnicity = Ethnicity.BlackCaribbean,
                    Religion = "Methodist",
                },
                gp,
                170
            )
            .Agrees(gp, 170)
            .With(Nursing)
            .With(SocialCare, source: RelationshipSource.Referral)
            .Says(
                new Diagnoses
                {
                    Primary = "Heart failure",
                    Group = DiagnosisGroup.OrganFailure,
                    Others = "Chronic kidney disease, stage 4\nAtrial fibrillation",
                },
                gp,
                170
            )
            .Says(new Allergies { Status = AllergyStatus.NoneKnown }, gp, 170)
            .Says(Contacts("Sheila Johnson", "Wife", "01632 960203"), nurse, 140)
            .Says(
                new FunctionalStatus
                {
                    Akps = 60,
                    Frailty = 5,
                    AssessedOn = cast.Day(112),
                },
                nurse,
                112
            )
            .Says(
                new PrognosisAndStage
                {
                    Prognosis = Prognosis.AboutAYear,
                    Stage = GsfStage.A,
                    EstimatedOn = cast.Day(111),
                },
                gp,
                111
            )
            .Says(new Review { NextOn = cast.Day(24), Responsible = gp.Name }, gp, 111)
            .Done();

    /// <summary>Agreed to sharing, then withdrew it: hidden from everyone but Riverside.</summary>
    private LoadedRecord Okafor() =>
        Start(
                Person(
                    "9990000034",
                    "Okafor",
                    "Celia",
                    "Ms",
                    new(1950, 11, 22),
                    Gender.Female,
                    "Flat 2, 41 Bridge Street",
                    "VY1 3CO",
                    6
                ) with
                {
                    Ethnicity = Ethnicity.BlackAfrican,
                    Religion = "Roman Catholic",
                },
                gp,
                220
            )
            .Agrees(gp, 220)
            .Consents(
                ConsentPurpose.Share,
                new(
                    ConsentStatus.Withdrawn,
                    cast.Day(24),
                    Capacity.HasCapacity,
                    null,
                    null,
                    "Wishes only her own surgery to see the plan. What that means out of hours was talked through."
                ),
                gp,
                24
            )
            .With(Nursing)
            .Says(new Diagnoses { Primary = "Motor neurone disease", Group = DiagnosisGroup.Neurological }, gp, 220)
            .Says(new Allergies { Status = AllergyStatus.Known, Details = "Codeine: severe vomiting" }, gp, 220)
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(200),
                    Care = AtHome(),
                    Death = new() { First = OwnHome },
                },
                gp,
                200
            )
            .Says(Cpr(CprDecision.NotForCpr, 190, "Dr Priya Nair, general practitioner"), gp, 190, endorsedBy: gp)
            .Says(new Review { NextOn = cast.Day(-35), Responsible = gp.Name }, gp, 24)
            .Done();

    /// <summary>Died in hospital although he wished to be at home; the reason is recorded.</summary>
    private LoadedRecord Morgan() =>
        Start(
                Person("9990000042", "Morgan", "David", "Mr", new(1941, 3, 3), Gender.Male, "8 Chapel Row", "VY2 1DM", 3) with
                {
                    Ethnicity = Ethnicity.WhiteBritish,
                    Religion = "Church in Wales",
                },
                gp,
                400
            )
            .Agrees(gp, 400)
            .With(Nursing, keyWorker: true)
            .Says(
                new Diagnoses
                {
                    Primary = "Chronic obstructive pulmonary disease",
                    Group = DiagnosisGroup.OrganFailure,
                    Others = "Previous heart attack",
                },
                gp,
                400
            )
            .Says(new Allergies { Status = AllergyStatus.NoneKnown }, gp, 400)
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(260),
                    Care = AtHome(),
                    Death = new() { First = OwnHome },
                    WhoWasPresent = "His wife Gwen",
                },
                gp,
                260
            )
            .Says(Cpr(CprDecision.NotForCpr, 250, "Dr Priya Nair, general practitioner"), gp, 250, endorsedBy: gp)
            .Says(Contacts("Gwen Morgan", "Wife", "01632 960308"), nurse, 200)
            .Says(
                new PrognosisAndStage
                {
                    Prognosis = Prognosis.LastWeeks,
                    Stage = GsfStage.C,
                    EstimatedOn = cast.Day(70),
                    PersonAware = true,
                    CarerAware = true,
                },
                gp,
                70
            )
            .Says(new Review { NextOn = cast.Day(40), Responsible = gp.Name }, gp, 70)
            .Died(
                new()
                {
                    DiedOn = cast.Day(48),
                    Status = DeathStatus.Formal,
                    ActualPlace = Place.Hospital,
                    ActualPlaceName = "Northfield General",
                    InUsualResidence = false,
                    Variance = VarianceReason.SymptomsNeededAdmission,
                    VarianceNotes = "Breathlessness that could not be eased at home overnight; the ambulance was called by his wife.",
                    ToldBy = "Northfield General",
                },
                gp,
                46
            )
            .Done();

    /// <summary>Her location is hidden outside the core team.</summary>
    private LoadedRecord Clarke() =>
        Start(
                Person("9990000050", "Clarke", "Edith", "Mrs", new(1933, 9, 19), Gender.Female, "27 Orchard Close", "VY3 5EC", 8) with
                {
                    Ethnicity = Ethnicity.WhiteBritish,
                    Religion = "Church of England",
                    Restricted = true,
                },
                gp,
                190
            )
            .Agrees(gp, 190)
            .With(Nursing)
            .Says(
                new Diagnoses
                {
                    Primary = "Frailty",
                    Group = DiagnosisGroup.DementiaFrailty,
                    Others = "Osteoporosis\nMacular degeneration",
                },
                gp,
                190
            )
            .Says(new Allergies { Status = AllergyStatus.Known, Details = "Trimethoprim: rash" }, gp, 190)
            .Says(new AccessToHome { KeySafe = "Behind the water butt, code 1933", LivesAlone = true }, nurse, 150)
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(150),
                    Care = AtHome(),
                    Death = new() { First = OwnHome },
                },
                nurse,
                150
            )
            .Says(Cpr(CprDecision.NotForCpr, 140, "Dr Priya Nair, general practitioner"), gp, 140, endorsedBy: gp)
            .Says(new Review { NextOn = cast.Day(-60), Responsible = gp.Name }, gp, 20)
            .Done();
}
