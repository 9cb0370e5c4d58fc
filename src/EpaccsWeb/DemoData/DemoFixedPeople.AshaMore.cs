using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>What makes Asha Patel's plan whole: her own words, her needs, her home, her wishes and her devices.</summary>
public sealed partial class DemoFixedPeople
{
    private DemoRecord AshaMore(DemoRecord record) =>
        AshaCare(record)
            .Says(
                new AboutMe
                {
                    MostImportantToMe = "My prayers in the morning, my garden, and having my grandchildren round me.",
                    PeopleImportantToMe =
                        "Nikhil, my son, who lives with me. Meera, my daughter. My sister Kokila in Leicester: we speak every evening.",
                    HowICommunicate =
                        "I speak English and Gujarati, and more Gujarati when I am tired. Face me, speak slowly, and see that my hearing aids are in.",
                    MyWellness =
                        "On a good day I sit by the window and sew. When I am in pain I go quiet and stop eating; I will not complain.",
                    PleaseDoAndPleaseDont =
                        "Please take off your shoes before my prayer room, and ask before you touch me.\nPlease don't talk about me over my head, and don't give me beef or eggs.",
                    HowAndWhenToSupportMe =
                        "I wash with help in the morning, from a woman if possible. I take my tablets myself if they are set out.",
                    AlsoWorthKnowing = "I taught mathematics for thirty years. I like old film songs.",
                    Date = cast.Day(20),
                    SupportedToWriteThisBy = "Meera Shah, her daughter",
                },
                nurse,
                19
            )
            .Says(
                new TreatmentEscalation
                {
                    Ceiling = CeilingOfTreatment.CommunityTreatment,
                    Hospital = HospitalAdmission.ForSomeProblems,
                    HospitalFor = "A broken bone, or bleeding that cannot be controlled at home",
                    Priority = 2,
                    WhatMatters = "Being at home with her family, comfortable and clear-headed",
                    ToGive = "Antibiotics by mouth; a syringe pump for symptoms",
                    NotToGive = "Intensive care, ventilation, feeding by tube",
                    DecidedAt = cast.Moment(60, 90),
                    DecidedBy = "Dr Priya Nair, general practitioner",
                    DiscussedWithPerson = Discussion.Yes,
                    WhoWasInvolved = "Asha, her son Nikhil and her daughter Meera",
                    ReviewOn = cast.Day(-120),
                    FormLocation = "Yellow folder by her bed",
                },
                gp,
                59,
                endorsedBy: gp
            )
            .Says(
                new IndividualRequirements
                {
                    Interpreter = InterpreterNeed.NotNeeded,
                    PreferredSpokenLanguage = "English; Gujarati when she is tired or unwell",
                    CommunicationSupport = "Two hearing aids. More time to answer.",
                    ContactMethod = "By telephone through Nikhil: she does not hear the telephone well",
                    InformationFormat = "Large print, in English",
                    Impairment = "Hearing loss in both ears",
                    Cognition = "Clear. Drowsy for an hour after a dose of morphine.",
                    Mobility = "Walks a few steps with a frame and one person; a wheelchair outside",
                },
                nurse,
                150
            )
            .Says(
                new SocialContext
                {
                    AccommodationStatus = AccommodationStatus.OwnHome,
                    AccommodationDetails = "Terraced house; her bed is in the front room downstairs",
                    WhoElseLivesThere = "Her son Nikhil, who works nights on Tuesdays and Thursdays",
                    CarePackageAndServices =
                        "Carers twice a day, at 8:00 and 18:00. A night sitter on Tuesdays and Thursdays.\nIf nobody comes: Valley Social Care 01632 960080",
                    SocialIssues = "Nikhil is tired and worries about missing work; a carer's assessment has been offered.",
                },
                nurse,
                80
            )
            .Says(
                new BeliefsAndWishes
                {
                    FaithAndCulturalNeeds =
                        "Hindu. Vegetarian, no eggs. Washed by women. Wishes for a few drops of Ganges water and a tulsi leaf near the end; the family has both.",
                    OrganAndTissueDonation = DonationWish.WishesToDonate,
                    DonationDetails = "Corneas. On the NHS Organ Donor Register; Meera and Nikhil know.",
                    TreatmentWishes = "Not to go into hospital if it can be avoided. Would take antibiotics by mouth.",
                    WishesAfterDeath =
                        "Her eldest son to be called before her body is moved. Family to wash her. Cremation as soon as possible, if it can be within a day.",
                    OtherWishes = "To see her grandson's wedding pictures in the spring.",
                },
                hospice,
                57
            )
            .Says(
                new FinancialSupport
                {
                    Kinds = [FinancialSupportKind.Sr1Completed],
                    Date = cast.Day(56),
                    Notes = "Meera has sent it in. Attendance allowance is being paid.",
                },
                gp,
                56
            );

    private DemoRecord AshaCare(DemoRecord record) =>
        record
            .Says(
                new Alerts
                {
                    Alert = "Penicillin allergy: her face swells.\nSmall dog in the house: ask Nikhil to shut it in the kitchen.",
                },
                nurse,
                120
            )
            .Says(
                new Devices
                {
                    Defibrillator = DefibrillatorStatus.NotFitted,
                    SyringePump = false,
                    SyringePumpDetails = "May be needed soon: pumps are kept at the community nursing base",
                    Oxygen = false,
                    Catheter = false,
                    OtherDevices = "Stent in the bile duct, placed at Northfield General",
                },
                nurse,
                30
            )
            .Says(
                new CareAndSupportPlan
                {
                    Strengths = "Knows her own mind. A close family and good neighbours.",
                    Needs = "Pain in the belly and back, worse at night. Little appetite. Worry about being a burden.",
                    Goals = "To stay at home, to sleep through the night, and to see the garden in flower.",
                    Actions =
                        "Community nurse visits on Mondays and Thursdays.\nMorphine dose to be looked at every week by Dr Byrne.\nDietitian to ring Meera.",
                    AgreedWith = CarePlanAgreement.Person,
                    AdditionalSupportPlans = "Diabetes plan: with the practice nurse at Riverside Surgery",
                },
                nurse,
                14
            );
}
