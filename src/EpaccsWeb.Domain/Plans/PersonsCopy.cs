using System.Collections;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans.Guard;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>One local rule about the copy that is given to the person.</summary>
/// <param name="Section">Key of the section, or <see cref="PersonsCopy.Consent"/>.</param>
/// <param name="Answer">Name of the one answer it is about, in each entry of a list after a point; null is the whole section with its heading.</param>
/// <param name="Why">Said to the clinician before printing, never on the copy.</param>
/// <param name="When">What must be recorded for the rule to hold; null is always.</param>
/// <param name="OnlyWarns">Leaves nothing off, but tells the clinician.</param>
public sealed record CopyRule(string Section, string? Answer, string Why, Func<Plan, bool>? When = null, bool OnlyWarns = false);

/// <summary>What is left off the copy given to the person, by section and by content (SCCI1580 requirement 24).</summary>
public sealed class PersonsCopy
{
    /// <summary>Stands in the table for the consent entries, which are no section.</summary>
    public const string Consent = "consent";

    /// <summary>What is remarked of each personal contact.</summary>
    public const string ContactComments = $"{nameof(PersonalContacts.Contacts)}.{nameof(PersonalContact.Comments)}";

    /// <summary>From this step of the AKPS downwards, "comatose or barely rousable", a number tells what the prognosis would.</summary>
    private const int AkpsOfTheDying = 10;

    /// <summary>Step 9 of the clinical frailty scale is "terminally ill".</summary>
    private const int TerminallyIll = 9;

    private const string HowLong = "It tells how long the person may live, as the prognosis does.";
    private const string TellsOfCpr = "It tells of the CPR decision, which this copy leaves off.";
    private const string Remark = "A remark between professionals.";
    private const string Consulted = "A remark about other people.";

    private readonly List<CopyRule> holding;

    private PersonsCopy(List<CopyRule> holding) => this.holding = holding;

    /// <summary>The local rules. Change them here and nowhere else.</summary>
    public static IReadOnlyList<CopyRule> Rules { get; } =
    [
        new("prognosis", null, "How long the person may live is told by a clinician, not by a paper."),
        new("alerts", null, "Alerts are remarks between professionals."),
        new("resuscitation", null, "The person is recorded as not knowing of the decision. Talk with them first.", DoesNotKnowOfCpr),
        new(
            "resuscitation",
            null,
            "It was not discussed with the person, and it is not recorded that they know of it. Talk with them first.",
            plan => !DoesNotKnowOfCpr(plan) && WasNotToldOfCpr(plan)
        ),
        new("resuscitation", null, "It is not recorded whether the person knows of the decision.", MayNotKnowOfCpr, OnlyWarns: true),
        new("resuscitation", nameof(Resuscitation.Reason), Remark),
        new("resuscitation", nameof(Resuscitation.WhyNotDiscussed), Remark),
        new("resuscitation", nameof(Resuscitation.WhoWasInvolved), Consulted),
        new("treatment-escalation", null, "It was not discussed with the person.", CeilingNotDiscussed, OnlyWarns: true),
        new("treatment-escalation", nameof(TreatmentEscalation.Reason), Remark),
        new("treatment-escalation", nameof(TreatmentEscalation.WhoWasInvolved), Consulted),
        new("preferred-places", nameof(PreferredPlaces.Notes), Remark),
        new("access-to-home", nameof(AccessToHome.Notes), Remark),
        new("social-context", nameof(SocialContext.SocialIssues), Remark),
        new("financial-support", null, HowLong, plan => Kinds(plan) is { Count: > 0 } kinds && kinds.All(TellsHowLong)),
        new("financial-support", nameof(FinancialSupport.Kinds), HowLong, plan => Kinds(plan).Any(TellsHowLong)),
        new("financial-support", nameof(FinancialSupport.Notes), Remark),
        new("functional-status", null, HowLong, plan => Function(plan) is { } function && TellsNothingElse(function)),
        new("functional-status", nameof(FunctionalStatus.Akps), HowLong, plan => Function(plan) is { Akps: <= AkpsOfTheDying }),
        new("functional-status", nameof(FunctionalStatus.Frailty), HowLong, plan => Function(plan) is { Frailty: TerminallyIll }),
        new("functional-status", nameof(FunctionalStatus.Notes), Remark),
        new("review", nameof(Review.LaterBecause), Remark),
        new("advance-care-planning", nameof(AdvanceCarePlanning.OnPalliativeRegister), HowLong),
        new("advance-care-planning", nameof(AdvanceCarePlanning.IdentifiedThrough), HowLong),
        new("advance-care-planning", nameof(AdvanceCarePlanning.Tools), HowLong, plan => Tools(plan).Any(TellsHowLong)),
        new("documents", null, TellsOfCpr, plan => KeepsCprBack(plan) && Listed(plan) is { Count: > 0 } all && all.All(TellsCpr)),
        new("documents", nameof(Documents.Listed), TellsOfCpr, plan => KeepsCprBack(plan) && Listed(plan).Any(TellsCpr)),
        new("personal-contacts", ContactComments, Consulted),
        new(Consent, nameof(ConsentAnswers.WhoWasConsulted), Consulted),
        new(Consent, nameof(ConsentAnswers.Notes), Remark),
    ];

    /// <summary>The rules that hold for what a plan says.</summary>
    public static PersonsCopy Of(Plan plan) => new([.. Rules.Where(rule => rule.When is null || rule.When(plan))]);

    /// <summary>Is the whole section left off, its heading too?</summary>
    public bool LeavesOff(string section) => holding.Exists(rule => rule is { Answer: null, OnlyWarns: false } && rule.Section == section);

    /// <summary>The answers of a section that are left off while the rest stays.</summary>
    public IReadOnlySet<string> AnswersLeftOff(string section) =>
        holding
            .Where(rule => rule is { Answer: not null, OnlyWarns: false } && rule.Section == section)
            .Select(rule => rule.Answer!)
            .ToHashSet();

    /// <summary>What the clinician should know before printing: whole sections, warnings, and answers that were given.</summary>
    public IEnumerable<CopyRule> ToTell(Plan plan, IEnumerable<Consent> consents) =>
        holding.Where(rule =>
            rule.Answer is not { } answer
            || (!LeavesOff(rule.Section) && Given(rule.Section, plan, consents).Any(given => IsGiven(given, answer)))
        );

    private static IEnumerable<object> Given(string section, Plan plan, IEnumerable<Consent> consents) =>
        section == Consent ? consents.Select(entry => entry.AsEntered()) : Shown(plan, section).Select(row => (object)row.Answers!);

    private static IEnumerable<SectionVersion> Shown(Plan plan, string section) =>
        SectionCatalogue.Find(section) is { IsDecision: true } ? DecisionState.Of(plan, section).Shown
        : plan.CurrentRow(section) is { } row ? [row]
        : [];

    private static bool IsGiven(object answers, string name)
    {
        var path = name.Split('.', 2);
        var value = answers.GetType().GetProperty(path[0])?.GetValue(answers);
        return path.Length == 1
            ? value is not null
            : value is IEnumerable entries && entries.Cast<object>().Any(one => IsGiven(one, path[1]));
    }

    /// <summary>Form SR1 and its forerunner DS1500 are for people who may die within a year.</summary>
    public static bool TellsHowLong(FinancialSupportKind kind) => kind is not FinancialSupportKind.AttendanceAllowanceExam;

    /// <summary>The Gold Standards Framework is for the last year of life.</summary>
    public static bool TellsHowLong(CareTool tool) => tool is CareTool.GoldStandardsFramework;

    /// <summary>A CPR form, by its kind or by what it is called.</summary>
    public static bool TellsCpr(Document document) => document.Class is DocumentClass.CprForm || GuardWords.NamesCpr(document.Title);

    // Remarks are left off in any case, and a date alone would only say that something is missing.
    private static bool TellsNothingElse(FunctionalStatus function) =>
        function is { Akps: null or <= AkpsOfTheDying, Frailty: null or TerminallyIll } and not { Akps: null, Frailty: null };

    private static FunctionalStatus? Function(Plan plan) => plan.Current<FunctionalStatus>();

    private static IReadOnlyList<FinancialSupportKind> Kinds(Plan plan) => plan.Current<FinancialSupport>()?.Kinds ?? [];

    private static IReadOnlyList<CareTool> Tools(Plan plan) => plan.Current<AdvanceCarePlanning>()?.Tools ?? [];

    private static IReadOnlyList<Document> Listed(Plan plan) => plan.Current<Documents>()?.Listed ?? [];

    // Any decision that would be on the paper counts: an unendorsed one stands beside the endorsed one.
    private static bool DoesNotKnowOfCpr(Plan plan) => Decisions<Resuscitation>(plan).Any(decision => decision.PersonAware is false);

    /// <summary>Deliberately not discussed, and nobody has recorded that the person knows of it all the same.</summary>
    private static bool WasNotToldOfCpr(Plan plan) =>
        Decisions<Resuscitation>(plan).Any(decision => decision is { DiscussedWithPerson: Discussion.No, PersonAware: not true });

    private static bool KeepsCprBack(Plan plan) => DoesNotKnowOfCpr(plan) || WasNotToldOfCpr(plan);

    private static bool MayNotKnowOfCpr(Plan plan) =>
        !KeepsCprBack(plan) && Decisions<Resuscitation>(plan).Any(decision => decision.PersonAware is null);

    private static bool CeilingNotDiscussed(Plan plan) =>
        Decisions<TreatmentEscalation>(plan).Any(decision => decision.DiscussedWithPerson is Discussion.No);

    private static IEnumerable<T> Decisions<T>(Plan plan)
        where T : IDecision => DecisionState.Of<T>(plan).Shown.Select(row => (T)row.Answers!);
}
