using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>The eight people whom tests and guides use by name.</summary>
public sealed partial class DemoFixedPeople
{
    private const string Riverside = "Y90001";
    private const string Hillside = "Y90002";
    private const string Nursing = "Y90010";
    private const string StClares = "Y90020";
    private const string SocialCare = "Y90080";
    private const string TheLimes = "Y90060";
    private readonly DemoCast cast;
    private readonly Actor gp;
    private readonly Actor nurse;
    private readonly Actor hospice;

    private DemoFixedPeople(DemoCast cast)
    {
        this.cast = cast;
        (gp, nurse, hospice) = (cast.Actor("gp"), cast.Actor("nurse"), cast.Actor("hospice"));
    }

    /// <summary>Their records, in the order of their NHS numbers.</summary>
    public static IReadOnlyList<LoadedRecord> All(DemoCast cast)
    {
        var people = new DemoFixedPeople(cast);
        return
        [
            people.Patel(),
            people.Johnson(),
            people.Okafor(),
            people.Morgan(),
            people.Clarke(),
            people.Khan(),
            people.Williams(),
            people.Thomas(),
        ];
    }

    /// <summary>A complete plan: every section there is.</summary>
    private LoadedRecord Patel()
    {
        var person = new PersonDetails
        {
            NhsNumber = "9990000018",
            NhsNumberStatus = NhsNumberStatus.Verified,
            FamilyName = "Patel",
            GivenName = "Asha",
            Title = "Mrs",
            DateOfBirth = new(1945, 7, 14),
            Gender = Gender.Female,
            MaritalStatus = MaritalStatus.WidowedOrSurvivingPartner,
            Ethnicity = Ethnicity.Indian,
            Religion = "Hindu",
            AddressLine1 = "14 Mill Lane",
            Town = "Netherby",
            Postcode = "VY1 4AP",
            Phone = "01632 960114",
            GpPracticeCode = Riverside,
            UsualGp = gp.Name,
            OtherIdentifiers = "Northfield General hospital number N0042817",
            ImdDecile = 4,
            NationalOptOut = false,
        };
        return Start(person, gp, 310)
            .Agrees(gp, 310)
            .With(Nursing, keyWorker: true)
            .With(StClares)
            .Says(
                new Diagnoses
                {
                    Primary = "Cancer of the pancreas with spread to the liver",
                    Group = DiagnosisGroup.Cancer,
                    Others = "Type 2 diabetes\nHigh blood pressure",
                },
                gp,
                310
            )
            .Says(AshaAllergies, gp, 310)
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(310),
                    Care = AtHome(),
                    Death = new() { Finding = PlaceFinding.Undecided },
                    WhoWasPresent = "Her son Nikhil",
                },
                gp,
                309
            )
            .Says(AshaPersonalContacts, nurse, 150)
            .Says(AshaProfessionalContacts, nurse, 150)
            .Says(
                new Disabilities
                {
                    NoneKnown = false,
                    Kinds = [Disability.HearingLoss],
                    Description = "Wears two hearing aids. Speak slowly and face her.",
                },
                nurse,
                150
            )
            .Says(
                new AccessToHome
                {
                    KeySafe = "Right of the front door, code 2580",
                    LivesAlone = false,
                    Notes = "Please remove shoes in the prayer room. Small dog, friendly.",
                },
                nurse,
                120
            )
            .Says(AshaLegal, gp, 95)
            .Says(
                new PrognosisAndStage
                {
                    Prognosis = Prognosis.LastMonths,
                    Stage = GsfStage.B,
                    EstimatedOn = cast.Day(60),
                    PersonAware = true,
                    CarerAware = true,
                    RelativeAware = true,
                },
                gp,
                60
            )
            .Says(
                new Resuscitation
                {
                    Decision = CprDecision.NotForCpr,
                    DecidedAt = cast.Moment(60, 90),
                    DecidedBy = "Dr Priya Nair, general practitioner",
                    Reason = "CPR would not work: advanced cancer",
                    DiscussedWithPerson = Discussion.Yes,
                    DiscussedWithFamily = Discussion.Yes,
                    WhoWasInvolved = "Asha, her son Nikhil and her daughter Meera",
                    ReviewOn = cast.Day(-120),
                    FormLocation = "Yellow folder by her bed",
                    PersonAware = true,
                    FamilyAware = true,
                    CarerAware = true,
                },
                gp,
                59,
                endorsedBy: gp
            )
            .Says(
                new PreferredPlaces
                {
                    ExpressedOn = cast.Day(58),
                    Care = AtHome(),
                    Death = new()
                    {
                        First = OwnHome,
                        Second = new()
                        {
                            Place = Place.Hospice,
                            Name = "St Clare's Hospice",
                            IsUsualResidence = false,
                        },
                    },
                    WhoWasPresent = "Her son Nikhil and Dr Helen Byrne",
                    Notes = "Wishes to be at home with her family and her shrine. Would go to St Clare's if pain cannot be eased at home.",
                },
                hospice,
                58
            )
            .Says(
                new AnticipatoryMedicines
                {
                    Status = AnticipatoryStatus.BoxIssued,
                    Medicines = "Morphine 10 mg/ml\nMidazolam 10 mg/2 ml\nLevomepromazine 25 mg/ml\nGlycopyrronium 200 micrograms/ml",
                    Location = "Box in the kitchen cupboard",
                    ChartLocation = "In the box",
                    ExpiresOn = cast.Day(-200),
                },
                nurse,
                30
            )
            .Says(
                new FunctionalStatus
                {
                    Akps = 50,
                    Frailty = 6,
                    AssessedOn = cast.Day(14),
                    Notes = "Up for half the day; needs help to wash and dress",
                },
                nurse,
                14
            )
            .Says(new Review { NextOn = cast.Day(-28), Responsible = "Dr Priya Nair" }, gp, 14)
            .Also(AshaMore)
            .Also(AshaClinical)
            .Done();
    }

    private static PlacePreference OwnHome { get; } = new() { Place = Place.OwnHome, IsUsualResidence = true };

    private static PlaceStatement AtHome() => new() { First = OwnHome };

    private static PersonalContacts Contacts(string name, string relationship, string phone, string? others = null) =>
        new()
        {
            Carer = CarerStatus.HasCarer,
            CarerName = name,
            CarerRelationship = relationship,
            CarerPhone = phone,
            Others = others,
        };

    private DemoRecord Start(PersonDetails person, Actor startedBy, int daysAgo) =>
        new(cast, DemoNumbers.IdOf(person.NhsNumber), person, startedBy, daysAgo);
}
