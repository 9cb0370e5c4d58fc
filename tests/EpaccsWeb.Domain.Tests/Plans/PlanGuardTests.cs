using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Guard;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>Which contradictions are caught, which pass, and that a reason is kept.</summary>
public sealed class PlanGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor Gp = new(
        Guid.NewGuid(),
        "Dr Test",
        Guid.NewGuid(),
        Role.GeneralPractitioner,
        Guid.NewGuid(),
        "Surgery",
        Senior: true,
        Urgent: false
    );

    private static readonly Resuscitation NotForCpr = new()
    {
        Decision = CprDecision.NotForCpr,
        DecidedAt = Now.AddDays(-1),
        DecidedBy = "Dr Test",
        DiscussedWithPerson = Discussion.Yes,
        Reason = "Advanced heart failure: CPR would not restart the heart",
    };

    private static readonly Resuscitation ForCpr = NotForCpr with { Decision = CprDecision.ForCpr, Reason = null };

    private static readonly TreatmentEscalation ComfortOnly = new()
    {
        Ceiling = CeilingOfTreatment.ComfortOnly,
        DecidedAt = Now.AddDays(-1),
        DecidedBy = "Dr Test",
    };

    private static readonly LegalDecisions Refusal = new()
    {
        Adrt = AdrtStatus.RefusesLifeSustaining,
        AdrtInWriting = true,
        AdrtSigned = true,
        AdrtWitnessed = true,
        AdrtAppliesIfLifeAtRisk = true,
    };

    private static readonly LegalDecisions Antibiotics = new() { Adrt = AdrtStatus.HasAdrt, AdrtRefuses = "Antibiotics" };

    /// <summary>What stands in the plan, what is saved, and the rules that it breaks.</summary>
    public static TheoryData<ISectionAnswers?, ISectionAnswers, string> Cases =>
        new()
        {
            { null, NotForCpr, "" },
            { null, ForCpr, "" },
            // distress alone
            { null, NotDiscussed("Too distressing"), "cpr-distress-alone" },
            { null, NotDiscussed("It would cause her distress."), "cpr-distress-alone" },
            { null, NotDiscussed("Would upset the patient"), "cpr-distress-alone" },
            { null, NotDiscussed("anxious and worried"), "cpr-distress-alone" },
            { null, NotDiscussed("Distress: he said he would take his own life if it were raised; psychiatrist advises harm"), "" },
            { null, NotDiscussed("Unconscious since arrival"), "" },
            { null, NotDiscussed("She asked never to speak of it"), "" },
            // a reason that is none
            { null, NotForCpr with { Reason = "Age" }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Old age, 94 years" }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Dementia" }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Learning disability." }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Down's syndrome and learning disability" }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Lives in a care home" }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Nursing home resident, elderly" }, "cpr-reason-unfair" },
            { null, NotForCpr with { Reason = "Advanced dementia with repeated aspiration pneumonia: CPR would not succeed" }, "" },
            { null, NotForCpr with { Reason = "Metastatic cancer" }, "" },
            { null, ForCpr with { Reason = "Age is no bar" }, "" },
            // not for CPR, and not a word of why or with whom
            { null, NotForCpr with { Reason = null }, "" },
            { null, NotForCpr with { DiscussedWithPerson = null }, "" },
            { null, NotForCpr with { Reason = null, DiscussedWithPerson = null, DiscussedWithFamily = Discussion.Yes }, "" },
            { null, ForCpr with { DiscussedWithPerson = null }, "" },
            { null, ComfortOnly with { Reason = "Elderly" }, "ceiling-reason-unfair" },
            { null, ComfortOnly with { Reason = "Dying of cancer" }, "" },
            // aware or not
            { null, NotForCpr with { PersonAware = false }, "cpr-discussed-yet-unaware" },
            { null, NotForCpr with { PersonAware = true }, "" },
            { null, NotForCpr with { DiscussedWithFamily = Discussion.Yes, FamilyAware = false }, "cpr-family-discussed-yet-unaware" },
            // comfort and CPR, whichever comes last
            { ComfortOnly, ForCpr, "comfort-only-yet-for-cpr" },
            { ForCpr, ComfortOnly, "comfort-only-yet-for-cpr" },
            { ComfortOnly, NotForCpr, "" },
            { ForCpr, ComfortOnly with { Ceiling = CeilingOfTreatment.FullTreatment }, "" },
            // hospital
            { Wish(Place.Hospital), ComfortOnly with { Hospital = HospitalAdmission.NotWanted }, "hospital-not-wanted-yet-preferred" },
            {
                ComfortOnly with
                {
                    Hospital = HospitalAdmission.NotWanted,
                },
                Wish(Place.CommunityHospital),
                "hospital-not-wanted-yet-preferred"
            },
            { ComfortOnly with { Hospital = HospitalAdmission.NotWanted }, Wish(Place.OwnHome), "" },
            { ComfortOnly with { Hospital = HospitalAdmission.Wanted }, Wish(Place.Hospital), "" },
            // defibrillator
            {
                new Devices { Defibrillator = DefibrillatorStatus.Active },
                NotForCpr,
                "not-for-cpr-yet-defibrillator-active"
            },
            {
                NotForCpr,
                new Devices { Defibrillator = DefibrillatorStatus.Active },
                "not-for-cpr-yet-defibrillator-active"
            },
            {
                NotForCpr,
                new Devices { Defibrillator = DefibrillatorStatus.Deactivated },
                ""
            },
            {
                ForCpr,
                new Devices { Defibrillator = DefibrillatorStatus.Active },
                ""
            },
            // advance decisions and attorneys
            { null, Refusal, "" },
            { null, Refusal with { AdrtWitnessed = false }, "adrt-formality-missing" },
            { null, Refusal with { AdrtAppliesIfLifeAtRisk = false }, "adrt-formality-missing" },
            { null, Refusal with { AdrtSigned = null }, "adrt-formality-not-recorded" },
            { null, Refusal with { AdrtSigned = null, AdrtState = AdrtState.Withdrawn }, "" },
            { null, Antibiotics, "" },
            { null, Refusal with { Adrt = AdrtStatus.HasAdrt }, "" },
            { null, Refusal with { Adrt = AdrtStatus.HasAdrt, AdrtWitnessed = false }, "adrt-formality-missing" },
            {
                null,
                Refusal with
                {
                    Adrt = AdrtStatus.HasAdrt,
                    AdrtRefuses = "CPR",
                    AdrtAppliesIfLifeAtRisk = false,
                },
                "adrt-formality-missing"
            },
            {
                null,
                new LegalDecisions { Adrt = AdrtStatus.HasAdrt, AdrtRefuses = "CPR" },
                "adrt-formality-not-recorded"
            },
            {
                null,
                new LegalDecisions
                {
                    Adrt = AdrtStatus.HasAdrt,
                    AdrtRefuses = "CPR",
                    AdrtState = AdrtState.Withdrawn,
                },
                ""
            },
            { null, Antibiotics with { AdrtAppliesIfLifeAtRisk = false }, "adrt-not-if-life-at-risk" },
            { null, Antibiotics with { AdrtAppliesIfLifeAtRisk = false, AdrtState = AdrtState.Withdrawn }, "" },
            { Refusal, ForCpr, "adrt-refuses-yet-for-cpr" },
            { ForCpr, Refusal with { Adrt = AdrtStatus.HasAdrt, AdrtRefuses = "Resuscitation" }, "adrt-refuses-yet-for-cpr" },
            { Refusal with { AdrtState = AdrtState.Withdrawn }, ForCpr, "" },
            { Refusal, NotForCpr, "" },
            { null, Attorney(new(2024, 1, 1), new(2025, 1, 1)), "attorney-after-adrt" },
            { null, Attorney(new(2025, 1, 1), new(2024, 1, 1)), "" },
            { null, Attorney(new(2024, 1, 1), new(2025, 1, 1)) with { AdrtState = AdrtState.Withdrawn }, "" },
            { null, Attorney(new(2024, 1, 1), new(2025, 1, 1)) with { Lpa = LpaStatus.HealthAndWelfare }, "attorney-after-adrt" },
            { null, Refusal with { AdrtMadeOn = new(2024, 1, 1), Lpa = LpaStatus.HealthAndWelfare, LpaMadeOn = new(2025, 1, 1) }, "" },
            {
                null,
                new LegalDecisions
                {
                    Lpa = LpaStatus.HealthAndWelfare,
                    AttorneyName = "A",
                    LpaRegistered = false,
                },
                "attorney-not-registered"
            },
            // illness
            { null, Likely(Prognosis.LastDays, GsfStage.B), "days-yet-early-stage" },
            { null, Likely(Prognosis.LastWeeks, GsfStage.C), "" },
            { null, Likely(Prognosis.MoreThanAYear, GsfStage.D), "year-yet-late-stage" },
            { null, Likely(Prognosis.LastMonths, GsfStage.B), "" },
            { Likely(Prognosis.LastDays, null), ForCpr, "last-days-yet-for-cpr" },
            {
                new FunctionalStatus { Akps = 70 },
                Likely(Prognosis.LastDays, null),
                "last-days-yet-active"
            },
            {
                new FunctionalStatus { Akps = 30 },
                Likely(Prognosis.LastDays, null),
                ""
            },
            {
                Likely(Prognosis.MoreThanAYear, null),
                new FunctionalStatus { Akps = 20 },
                "year-yet-bedfast"
            },
            // medicines
            { Allergic("Morphine: rash"), Box("Morphine 10 mg/ml\nMidazolam"), "medicine-against-allergy" },
            { Box("Morphine"), Allergic("MORPHINE sulfate"), "medicine-against-allergy" },
            { Allergic("Penicillin"), Box("Morphine"), "" },
            { Allergic("Penicillin tablets"), Box("Lorazepam tablets"), "" },
            { null, Box("Morphine") with { ExpiresOn = new(2026, 11, 23) }, "anticipatory-expired" },
            { null, Box("Morphine") with { ExpiresOn = new(2026, 11, 24) }, "" },
            { null, Box("Morphine 2.50 mg"), "anticipatory-dose-misread" },
            { null, Box("Morphine 2.5 mg\nMidazolam 2.5 mg PRN"), "anticipatory-dose-misread" },
            { null, Box("Glycopyrronium 200 micrograms/ml, when required"), "" },
            // home
            {
                new SocialContext { WhoElseLivesThere = "Her son" },
                new AccessToHome { LivesAlone = true },
                "lives-alone-yet-with-others"
            },
            {
                new SocialContext { WhoElseLivesThere = "Her son" },
                new AccessToHome { LivesAlone = false },
                ""
            },
            {
                new SocialContext(),
                new AccessToHome { LivesAlone = true },
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_what_contradicts_and_lets_pass_what_does_not(ISectionAnswers? stands, ISectionAnswers saved, string rules)
    {
        var findings = PlanGuard.Check(PlanWith(stands), saved, SectionContext.At(Now));

        Assert.Equal(rules, string.Join(' ', findings.Select(finding => finding.Id)));
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own_a_sentence_and_a_case()
    {
        var ids = PlanGuard.Rules.Select(rule => rule.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(ids.Except(Cases.Select(row => row.Data.Item3)));
    }

    [Fact]
    public void A_warning_needs_a_reason_and_keeps_it_with_the_rules_name()
    {
        var plan = PlanWith(ComfortOnly);
        var grant = Grant(plan);

        Assert.Throws<PlanWarningException>(() => plan.Record(ForCpr, 0, grant, SectionContext.At(Now)));
        var row = plan.Record(ForCpr, 0, grant, SectionContext.At(Now), reason: "She asked for both");

        Assert.Equal("She asked for both (comfort-only-yet-for-cpr)", row.Reason);
    }

    [Fact]
    public void A_blocking_rule_is_refused_whatever_the_reason()
    {
        var plan = PlanWith(null);

        Assert.Throws<PlanRuleException>(() =>
            plan.Record(NotForCpr with { Reason = "Dementia" }, 0, Grant(plan), SectionContext.At(Now), reason: "Because")
        );
    }

    [Fact]
    public void A_refusal_that_lacks_a_formality_is_pointed_to_the_advance_statement()
    {
        var finding = Assert.Single(PlanGuard.Check(PlanWith(null), Refusal with { AdrtSigned = false }, SectionContext.At(Now)));

        Assert.Contains("write what it says under “Advance statement”", finding.Problem.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("another kind", finding.Problem.Sentence, StringComparison.Ordinal);
    }

    private static Plan PlanWith(ISectionAnswers? stands)
    {
        var plan = new Plan
        {
            Id = Guid.NewGuid(),
            PatientId = Guid.NewGuid(),
            StartedAt = Now,
            RecordingOrganisationId = Gp.OrganisationId,
        };
        if (stands is not null)
        {
            plan.RecordLoaded(stands, SystemGrant.DemoData(), Gp, Now.AddHours(-1));
        }

        return plan;
    }

#pragma warning disable RS0030 // a grant for the rules' own tests
    private static AccessGrant Grant(Plan plan) => AccessRules.ForNewRecord(plan.PatientId, Gp);
#pragma warning restore RS0030

    private static Resuscitation NotDiscussed(string why) => NotForCpr with { DiscussedWithPerson = Discussion.No, WhyNotDiscussed = why };

    private static PreferredPlaces Wish(Place place) =>
        new()
        {
            ExpressedOn = London.Day(Now),
            Death = new() { First = new() { Place = place } },
        };

    private static PrognosisAndStage Likely(Prognosis prognosis, GsfStage? stage) => new() { Prognosis = prognosis, Stage = stage };

    private static Allergies Allergic(string details) => new() { Status = AllergyStatus.Known, Details = details };

    private static AnticipatoryMedicines Box(string medicines) => new() { Status = AnticipatoryStatus.BoxIssued, Medicines = medicines };

    private static LegalDecisions Attorney(DateOnly adrt, DateOnly lpa) =>
        new()
        {
            Adrt = AdrtStatus.HasAdrt,
            AdrtMadeOn = adrt,
            Lpa = LpaStatus.WithLifeSustaining,
            LpaMadeOn = lpa,
            AttorneyName = "A",
        };
}
