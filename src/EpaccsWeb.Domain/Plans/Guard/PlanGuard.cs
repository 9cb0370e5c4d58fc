using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Guard;

/// <summary>Keeps statements of different sections from contradicting each other unseen.</summary>
public static partial class PlanGuard
{
    /// <summary>Every rule, by the section it is mostly about.</summary>
    public static IReadOnlyList<GuardRule> Rules { get; } = [.. OfDecisions(), .. OfLaw(), .. OfIllness(), .. OfMedicines(), .. OfHome()];

    /// <summary>The rules that saving these answers would break.</summary>
    public static IReadOnlyList<GuardFinding> Check(Plan plan, ISectionAnswers answers, SectionContext context)
    {
        var saved = new PlanAsSaved(plan, answers, context);
        return
        [
            .. Rules
                .Where(rule => rule.Sections.Contains(answers.GetType()))
                .Select(rule => (rule, problem: rule.Broken(saved)))
                .Where(found => found.problem is not null)
                .Select(found => new GuardFinding(found.rule.Id, found.rule.Level, found.problem!)),
        ];
    }

    /// <summary>The reason as it is kept: with the names of the rules it was given for.</summary>
    public static string Kept(string reason, IEnumerable<GuardFinding> findings) =>
        $"{reason} ({string.Join(", ", findings.Select(finding => finding.Id))})";

    /// <summary>The words of a kept reason; null when a row has none that was given for a rule.</summary>
    public static string? WordsOf(string? kept)
    {
        if (kept is null || !kept.EndsWith(')') || kept.LastIndexOf(" (", StringComparison.Ordinal) is not (> 0 and var at))
        {
            return null;
        }

        var ids = kept[(at + 2)..^1].Split(", ");
        return ids.All(id => Rules.Any(rule => rule.Id == id)) ? kept[..at] : null;
    }

    private static IEnumerable<GuardRule> OfDecisions()
    {
        yield return Rule<Resuscitation>(
            "cpr-distress-alone",
            GuardLevel.Blocks,
            cpr => cpr.DiscussedWithPerson is Discussion.No && GuardWords.IsDistressOnly(cpr.WhyNotDiscussed),
            nameof(Resuscitation.WhyNotDiscussed),
            "Distress alone is no reason for not discussing the decision. Say what physical or psychological harm it would do, or discuss it."
        );
        yield return Rule<Resuscitation>(
            "cpr-reason-unfair",
            GuardLevel.Blocks,
            cpr => cpr.Decision is CprDecision.NotForCpr && GuardWords.IsUnfairOnly(cpr.Reason),
            nameof(Resuscitation.Reason),
            "Age, disability, dementia, learning disability or living in a care home is no reason by itself. Give the clinical reason for this person."
        );
        yield return Rule<TreatmentEscalation>(
            "ceiling-reason-unfair",
            GuardLevel.Blocks,
            ceiling => ceiling.Ceiling is not CeilingOfTreatment.FullTreatment && GuardWords.IsUnfairOnly(ceiling.Reason),
            nameof(TreatmentEscalation.Reason),
            "Age, disability, dementia, learning disability or living in a care home is no reason by itself. Give the clinical reason for this person."
        );
        yield return Rule<Resuscitation>(
            "cpr-discussed-yet-unaware",
            GuardLevel.Blocks,
            cpr => cpr is { DiscussedWithPerson: Discussion.Yes, PersonAware: false },
            nameof(Resuscitation.PersonAware),
            "It was discussed with the person, so they are aware of it. Correct one of the two."
        );
        yield return Rule<Resuscitation>(
            "cpr-family-discussed-yet-unaware",
            GuardLevel.Blocks,
            cpr => cpr is { DiscussedWithFamily: Discussion.Yes, FamilyAware: false },
            nameof(Resuscitation.FamilyAware),
            "It was discussed with the family, so they are aware of it. Correct one of the two."
        );
        yield return Between<Resuscitation, TreatmentEscalation>(
            "comfort-only-yet-for-cpr",
            (cpr, ceiling) => cpr.Decision is CprDecision.ForCpr && ceiling.Ceiling is CeilingOfTreatment.ComfortOnly,
            nameof(Resuscitation.Decision),
            "The plan says both “comfort only” and “for CPR”. Say why both hold, or change one."
        );
        yield return Between<TreatmentEscalation, PreferredPlaces>(
            "hospital-not-wanted-yet-preferred",
            (ceiling, places) =>
                ceiling.Hospital is HospitalAdmission.NotWanted && places.Death.First?.Place is Place.Hospital or Place.CommunityHospital,
            nameof(TreatmentEscalation.Hospital),
            "The plan says that hospital is not wanted, and that hospital is where the person wishes to die. Say why both hold, or change one."
        );
        yield return Between<Resuscitation, Devices>(
            "not-for-cpr-yet-defibrillator-active",
            (cpr, devices) => cpr.Decision is CprDecision.NotForCpr && devices.Defibrillator is DefibrillatorStatus.Active,
            nameof(Resuscitation.Decision),
            "The person is not for CPR and has an active defibrillator that may shock them as they die. Say what is planned for it."
        );
        yield return Between<Resuscitation, PrognosisAndStage>(
            "last-days-yet-for-cpr",
            (cpr, prognosis) => cpr.Decision is CprDecision.ForCpr && prognosis.Prognosis is Prognosis.LastDays,
            nameof(Resuscitation.Decision),
            "The plan says “last days” and “for CPR”. Say why both hold, or change one."
        );
    }

    private static IEnumerable<GuardRule> OfIllness()
    {
        yield return Rule<PrognosisAndStage>(
            "days-yet-early-stage",
            GuardLevel.Warns,
            answers => answers is { Prognosis: Prognosis.LastDays or Prognosis.LastWeeks, Stage: GsfStage.A or GsfStage.B },
            nameof(PrognosisAndStage.Stage),
            "The prognosis and the stage disagree. Remember that green means months, not well. Say why both hold, or change one."
        );
        yield return Rule<PrognosisAndStage>(
            "year-yet-late-stage",
            GuardLevel.Warns,
            answers => answers is { Prognosis: Prognosis.AboutAYear or Prognosis.MoreThanAYear, Stage: GsfStage.C or GsfStage.D },
            nameof(PrognosisAndStage.Stage),
            "The prognosis and the stage disagree. Say why both hold, or change one."
        );
        yield return Between<PrognosisAndStage, FunctionalStatus>(
            "last-days-yet-active",
            (prognosis, function) => prognosis.Prognosis is Prognosis.LastDays && function.Akps >= 60,
            nameof(PrognosisAndStage.Prognosis),
            "The plan says “last days”, and that the person still cares for themselves (AKPS 60 or more). Say why both hold, or change one."
        );
        yield return Between<PrognosisAndStage, FunctionalStatus>(
            "year-yet-bedfast",
            (prognosis, function) => prognosis.Prognosis is Prognosis.MoreThanAYear && function.Akps <= 20,
            nameof(PrognosisAndStage.Prognosis),
            "The plan says “more than a year”, and that the person is bedfast (AKPS 20 or less). Say why both hold, or change one."
        );
    }

    private static IEnumerable<GuardRule> OfMedicines()
    {
        // Of one section alone, and yet here: an import keeps a register's words, and passes no guard.
        yield return new(
            "anticipatory-dose-misread",
            GuardLevel.Blocks,
            [typeof(AnticipatoryMedicines)],
            saved =>
                SafeDose.Problem(saved.Of<AnticipatoryMedicines>()?.Medicines) is { } sentence
                    ? new(nameof(AnticipatoryMedicines.Medicines), sentence)
                    : null
        );
        yield return new(
            "medicine-against-allergy",
            GuardLevel.Warns,
            [typeof(Allergies), typeof(Medicines), typeof(AnticipatoryMedicines)],
            saved =>
                MedicineAllergy.Of(saved.Of<Allergies>(), saved.Of<Medicines>(), saved.Of<AnticipatoryMedicines>()) is { } name
                    ? new(string.Empty, $"{name} stands among the allergies and among the medicines. Say why both hold, or change one.")
                    : null
        );
        yield return new(
            "anticipatory-expired",
            GuardLevel.Warns,
            [typeof(AnticipatoryMedicines)],
            saved =>
                saved.Of<AnticipatoryMedicines>()?.ExpiresOn < saved.Context.Today
                    ? new(nameof(AnticipatoryMedicines.ExpiresOn), "The medicines have expired. Say when they will be replaced.")
                    : null
        );
    }

    private static IEnumerable<GuardRule> OfHome()
    {
        yield return Between<AccessToHome, SocialContext>(
            "lives-alone-yet-with-others",
            (access, social) => access.LivesAlone is true && social.WhoElseLivesThere is not null,
            nameof(AccessToHome.LivesAlone),
            "The plan says that the person lives alone, and who else lives there. Say why both hold, or change one."
        );
    }

    private static GuardRule Rule<T>(string id, GuardLevel level, Func<T, bool> broken, string field, string sentence)
        where T : class, ISectionAnswers =>
        new(id, level, [typeof(T)], saved => saved.Of<T>() is { } answers && broken(answers) ? new(field, sentence) : null);

    private static GuardRule Between<T, TOther>(string id, Func<T, TOther, bool> broken, string field, string sentence)
        where T : class, ISectionAnswers
        where TOther : class, ISectionAnswers =>
        new(
            id,
            GuardLevel.Warns,
            [typeof(T), typeof(TOther)],
            saved => saved.Of<T>() is { } one && saved.Of<TOther>() is { } other && broken(one, other) ? saved.At<T>(field, sentence) : null
        );
}
