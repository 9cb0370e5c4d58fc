using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>One row per plan that reports count: narrow and typed, so that a million are counted in the database.</summary>
/// <remarks>Worked out from the versions with every save, like <see cref="PlanFacts"/>; it says nothing that they do not.</remarks>
public sealed class CountedPlan
{
    /// <summary>The sections in the order of their bits in <see cref="Sections"/>. A new one goes to the end.</summary>
    public static readonly IReadOnlyList<string> SectionBits =
    [
        "about-me",
        "individual-requirements",
        "alerts",
        "legal",
        "professional-contacts",
        "personal-contacts",
        "diagnoses",
        "disability",
        "functional-status",
        "prognosis",
        "social-context",
        "access-to-home",
        "allergies",
        "medicines",
        "anticipatory-medicines",
        "devices",
        "care-plan",
        "contingency",
        "treatment-escalation",
        "preferred-places",
        "resuscitation",
        "advance-care-planning",
        "beliefs-and-wishes",
        "financial-support",
        "review",
        "documents",
    ];

    /// <summary>The sections whose age is followed: what urgent care reads first.</summary>
    public static readonly IReadOnlyList<string> Followed =
    [
        SectionCatalogue.Of<PreferredPlaces>().Key,
        SectionCatalogue.Of<Resuscitation>().Key,
        SectionCatalogue.Of<TreatmentEscalation>().Key,
        SectionCatalogue.Of<AnticipatoryMedicines>().Key,
        SectionCatalogue.Of<Allergies>().Key,
        SectionCatalogue.Of<PersonalContacts>().Key,
    ];

    public required Guid PlanId { get; init; }
    public required Guid PatientId { get; init; }

    /// <summary>False for test patients and records ended in error, whom nothing counts.</summary>
    public required bool Counts { get; init; }

    /// <summary>The record is open: not ended, and no death is confirmed. Until then the person may be alive.</summary>
    public required bool Open { get; init; }
    public required Guid RecordingOrganisationId { get; init; }

    /// <summary>The practice of today, or of the day of death.</summary>
    public Guid? PracticeId { get; init; }

    /// <summary>Consent to share is positive, so organisations beside the recording one may count the person.</summary>
    public required bool Shared { get; init; }
    public ConsentStatus? ConsentToShare { get; init; }

    /// <summary>The London day on which the record was started.</summary>
    public required DateOnly StartedOn { get; init; }
    public required DateOnly Born { get; init; }
    public DateOnly? DiedOn { get; init; }
    public bool DeathConfirmed { get; init; }

    /// <summary>One bit for each quantity of <see cref="Counted.Kept"/> that the death counts as.</summary>
    public long CountsAs { get; init; }
    public PlaceStatus Wish { get; init; }
    public Place? First { get; init; }
    public PlaceGroup? FirstGroup { get; init; }
    public PlaceGroup? ActualGroup { get; init; }
    public DiagnosisGroup DiagnosisGroup { get; init; }
    public int? ImdDecile { get; init; }
    public Ethnicity? Ethnicity { get; init; }
    public Gender? Sex { get; init; }
    public bool InCareHome { get; init; }
    public DateOnly? ReviewOn { get; init; }

    /// <summary>The day on which anything in the plan was last recorded or confirmed.</summary>
    public DateOnly? TouchedOn { get; init; }

    /// <summary>One bit for each section of <see cref="SectionBits"/> that holds something.</summary>
    public long Sections { get; init; }
    public DateOnly? PlacesOn { get; init; }
    public DateOnly? ResuscitationOn { get; init; }
    public DateOnly? EscalationOn { get; init; }
    public DateOnly? AnticipatoryOn { get; init; }
    public DateOnly? AllergiesOn { get; init; }
    public DateOnly? ContactsOn { get; init; }

    /// <summary>The row of a plan.</summary>
    public static CountedPlan Of(Plan plan, Patient patient, PlanFacts facts)
    {
        var death = facts.DiedOn is { } diedOn ? FactsOf(plan, patient, facts, diedOn) : null;
        var current = CurrentRows(plan);
        var days = Followed.Select(section => Touched(plan, current.GetValueOrDefault(section))).ToList();
        return new()
        {
            PlanId = plan.Id,
            PatientId = patient.Id,
            Counts = !plan.EndedInError && !patient.TestPatient,
            Open = plan.EndedAs is null && !facts.DeathConfirmed,
            RecordingOrganisationId = plan.RecordingOrganisationId,
            PracticeId = facts.DiedOn is null ? patient.GpPracticeId : facts.PracticeAtDeathId,
            Shared = AccessRules.IsPositive(facts.ConsentToShare),
            ConsentToShare = facts.ConsentToShare,
            StartedOn = London.Day(plan.StartedAt),
            Born = patient.DateOfBirth,
            DiedOn = facts.DiedOn,
            DeathConfirmed = facts.DeathConfirmed,
            CountsAs = death is null ? 0 : BitsOf(death),
            Wish = death?.Wish ?? facts.PpdStatus,
            First = death is null ? facts.PpdFirst : death.First,
            FirstGroup = (death is null ? facts.PpdFirst : death.First)?.Group(),
            ActualGroup = death?.Actual?.Group(),
            DiagnosisGroup = facts.DiagnosisGroup ?? Terminology.DiagnosisGroup.NotRecorded,
            ImdDecile = patient.ImdDecile,
            Ethnicity = patient.Ethnicity,
            Sex = patient.Gender,
            InCareHome = patient.CareHomeId is not null,
            ReviewOn = facts.ReviewOn,
            TouchedOn = plan.Sections.Count == 0 ? null : London.Day(plan.Sections.Max(row => row.At)),
            Sections = SectionBits.Select((section, place) => current.ContainsKey(section) ? 1L << place : 0).Sum(),
            PlacesOn = days[0],
            ResuscitationOn = days[1],
            EscalationOn = days[2],
            AnticipatoryOn = days[3],
            AllergiesOn = days[4],
            ContactsOn = days[5],
        };
    }

    /// <summary>Every kept quantity that holds of a death, one bit each.</summary>
    public static long BitsOf(DeathFacts death) => Counted.Bits.Where(pair => pair.Key.Holds(death)).Sum(pair => pair.Value);

    /// <summary>The row in force of every section, in one pass: bulk loading does this a million times.</summary>
    private static Dictionary<string, SectionVersion> CurrentRows(Plan plan)
    {
        var revoked = plan.Sections.Where(row => row.Kind is VersionKind.Revoked).Select(row => (row.Section, row.Number)).ToHashSet();
        var current = new Dictionary<string, SectionVersion>();
        foreach (var row in plan.Sections.Where(row => row.Kind is VersionKind.Recorded && !revoked.Contains((row.Section, row.Number))))
        {
            if (
                !current.TryGetValue(row.Section, out var other)
                || (row.EffectiveAt, row.Number).CompareTo((other.EffectiveAt, other.Number)) > 0
            )
            {
                current[row.Section] = row;
            }
        }

        return current;
    }

    /// <summary>The day on which a row was written, or last confirmed.</summary>
    private static DateOnly? Touched(Plan plan, SectionVersion? row) =>
        row is null ? null : London.Day((plan.ConfirmationOf(row) ?? row).At);

    private static DeathFacts FactsOf(Plan plan, Patient patient, PlanFacts facts, DateOnly diedOn)
    {
        // By the day a wish holds from, not by the day it was typed; revoked ones never held.
        var wishes = plan.InForce(SectionCatalogue.Of<PreferredPlaces>().Key)
            .Select(row => (Day: London.Day(row.EffectiveAt), Wish: (row.Answers as PreferredPlaces)?.Death))
            .Where(row => row.Day <= diedOn)
            .ToList();
        var wish = wishes.Count > 0 ? wishes[^1].Wish : null;
        bool PlaceBy(int days) => wishes.LastOrDefault(row => row.Day <= diedOn.AddDays(-days)).Wish?.First is not null;
        return new()
        {
            DiedOn = diedOn,
            StartedOn = London.Day(plan.StartedAt),
            Born = patient.DateOfBirth,
            Organisation = string.Empty,
            Wish = PlanFacts.StatusOf(wish),
            First = wish?.First?.Place,
            PlaceAt30Days = PlaceBy(30),
            PlaceAt7Days = PlaceBy(7),
            PlaceAt1Day = PlaceBy(1),
            WishChanged =
                wishes
                    .Where(row => PlanFacts.StatusOf(row.Wish) is not PlaceStatus.Blank)
                    .Select(row => (PlanFacts.StatusOf(row.Wish), row.Wish?.First?.Place))
                    .Distinct()
                    .Count() > 1,
            Actual = facts.ActualPlace,
            InUsualResidence = facts.InUsualResidence is true,
            FirstMet = facts.FirstMet,
            FirstOrSecondMet = facts.FirstOrSecondMet,
            NamedPlaceMet = facts.NamedPlaceMet,
            Variance = facts.Variance,
            NotForCpr = NotForCpr(plan, diedOn),
            DiagnosisGroup = facts.DiagnosisGroup,
        };
    }

    /// <summary>The decision shown on the day of death: the endorsed one if there was one, else the latest.</summary>
    private static bool NotForCpr(Plan plan, DateOnly diedOn) =>
        plan.InForce(SectionCatalogue.Of<Resuscitation>().Key)
            .Where(row => London.Day(row.EffectiveAt) <= diedOn)
            .OrderBy(row => plan.EndorsementOf(row) is not null)
            .LastOrDefault()
            ?.Answers
            is Resuscitation { Decision: CprDecision.NotForCpr };
}
