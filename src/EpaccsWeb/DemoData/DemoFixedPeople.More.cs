using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>The last three of the fixed people, and the parts they are made of.</summary>
public sealed partial class DemoFixedPeople
{
    /// <summary>Hillside only: nobody else has a part in his care.</summary>
    private LoadedRecord Khan()
    {
        var hillside = cast.Actor("gp2");
        return Start(
                Person("9990000069", "Khan", "Farid", "Mr", new(1947, 4, 30), Gender.Male, "62 Castle Street", "VY4 2FK", 1) with
                {
                    Ethnicity = Ethnicity.Pakistani,
                    Religion = "Muslim",
                    GpPracticeCode = Hillside,
                    UsualGp = hillside.Name,
                },
                hillside,
                130
            )
            .Agrees(hillside, 130)
            .Says(new Diagnoses { Primary = "Cancer of the lung", Group = DiagnosisGroup.Cancer }, hillside, 130)
            .Says(new Allergies { Status = AllergyStatus.NoneKnown }, hillside, 130)
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(90),
                    Care = AtHome(),
                    Death = new()
                    {
                        First = new() { Place = Place.Hospice, Name = "St Clare's Hospice" },
                        Second = OwnHome,
                    },
                },
                hillside,
                90
            )
            .Says(Cpr(CprDecision.NotForCpr, 88, "Dr Tom Ellis, general practitioner"), hillside, 88, endorsedBy: hillside)
            .Says(
                new PrognosisAndStage
                {
                    Prognosis = Prognosis.LastMonths,
                    Stage = GsfStage.B,
                    EstimatedOn = cast.Day(88),
                },
                hillside,
                88
            )
            .Says(new Review { NextOn = cast.Day(-15), Responsible = hillside.Name }, hillside, 60)
            .Done();
    }

    /// <summary>For CPR; did not want to talk about a place of death.</summary>
    private LoadedRecord Williams() =>
        Start(
                Person("9990000077", "Williams", "Grace", "Miss", new(1962, 2, 11), Gender.Female, "19 Weir Gardens", "VY1 6GW", 5) with
                {
                    Ethnicity = Ethnicity.MixedWhiteAndBlackCaribbean,
                    Religion = "None",
                },
                gp,
                95
            )
            .Agrees(gp, 95)
            .With(SocialCare, source: RelationshipSource.Referral)
            .Says(new Diagnoses { Primary = "Multiple sclerosis, secondary progressive", Group = DiagnosisGroup.Neurological }, gp, 95)
            .Says(new Disabilities { NoneKnown = false, Description = "Uses a powered wheelchair; needs a hoist to transfer" }, gp, 95)
            .Says(new Allergies { Status = AllergyStatus.NoneKnown }, gp, 95)
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(80),
                    Care = AtHome(),
                    Death = new() { Finding = PlaceFinding.Declined },
                    Notes = "Prefers not to talk about this now. Happy to be asked again in a few weeks.",
                },
                gp,
                80
            )
            .Says(Cpr(CprDecision.ForCpr, 80, "Dr Priya Nair, general practitioner"), gp, 80, endorsedBy: gp)
            .Says(new Review { NextOn = cast.Day(-7), Responsible = gp.Name }, gp, 80)
            .Done();

    /// <summary>Lives at The Limes; the nurse recorded a decision that nobody has endorsed yet.</summary>
    private LoadedRecord Thomas()
    {
        var limes = new PlacePreference
        {
            Place = Place.NursingHome,
            Name = "The Limes",
            Address = "The Limes, 5 Lime Avenue, Netherby",
            IsUsualResidence = true,
        };
        return Start(
                Person("9990000085", "Thomas", "Huw", "Mr", new(1955, 12, 25), Gender.Male, "The Limes, 5 Lime Avenue", "VY2 7HT", 7) with
                {
                    Ethnicity = Ethnicity.WhiteBritish,
                    Religion = "None",
                    CareHomeCode = TheLimes,
                    Phone = "01632 960060",
                },
                gp,
                140
            )
            .Agrees(gp, 140)
            .With(Nursing, keyWorker: true)
            .Says(
                new Diagnoses
                {
                    Primary = "Parkinson's disease",
                    Group = DiagnosisGroup.Neurological,
                    Others = "Swallowing difficulty",
                },
                gp,
                140
            )
            .Says(
                new Allergies { Status = AllergyStatus.Known, Details = "Metoclopramide: must not be given (Parkinson's disease)" },
                gp,
                140
            )
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(100),
                    Care = new() { First = limes },
                    Death = new() { First = limes },
                },
                nurse,
                100
            )
            .Says(Cpr(CprDecision.NotForCpr, 12, "Sam Whitlock, community nurse"), nurse, 12)
            .Says(new Review { NextOn = cast.Day(-45), Responsible = nurse.Name }, nurse, 12)
            .Done();
    }

    private PersonDetails Person(
        string number,
        string family,
        string given,
        string title,
        DateOnly born,
        Gender gender,
        string address,
        string postcode,
        int decile
    ) =>
        new()
        {
            NhsNumber = number,
            NhsNumberStatus = NhsNumberStatus.Verified,
            FamilyName = family,
            GivenName = given,
            Title = title,
            DateOfBirth = born,
            Gender = gender,
            AddressLine1 = address,
            Town = "Netherby",
            Postcode = postcode,
            GpPracticeCode = Riverside,
            UsualGp = gp.Name,
            ImdDecile = decile,
        };

    private Resuscitation Cpr(CprDecision decision, int daysAgo, string by) =>
        new()
        {
            Decision = decision,
            DecidedAt = cast.Moment(daysAgo),
            DecidedBy = by,
            DiscussedWithPerson = Discussion.Yes,
            DiscussedWithFamily = Discussion.Yes,
            PersonAware = true,
            FormLocation = decision is CprDecision.NotForCpr ? "With the person, in the yellow folder" : null,
        };
}
