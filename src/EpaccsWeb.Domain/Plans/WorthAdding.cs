using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>A section that is blank and worth filling next at this stage of illness, with the reason in plain words.</summary>
public sealed record WorthAdding(SectionDefinition Section, string Reason)
{
    /// <summary>More would be a form to fill in, not advice.</summary>
    public const int Most = 5;

    private static readonly (string Key, string Reason)[] Early =
    [
        ("preferred-places", "where they wish to be cared for and to die"),
        ("personal-contacts", "who to involve, and how to reach them"),
        ("about-me", "what matters most to them, in their own words"),
        ("advance-care-planning", "what they would want if they could no longer say"),
    ];

    private static readonly (string Key, string Reason)[] Months =
    [
        .. Early,
        ("resuscitation", "whether CPR would help, talked through before it is urgent"),
        ("treatment-escalation", "how far treatment should go, and whether to go to hospital"),
        ("anticipatory-medicines", "plan the medicines that may be needed at home"),
        ("contingency", "what to do when a likely emergency comes"),
    ];

    private static readonly (string Key, string Reason)[] WeeksOrDays =
    [
        ("anticipatory-medicines", "medicines in the home before they are needed at night"),
        ("resuscitation", "the first thing a crew asks"),
        ("access-to-home", "how to get in: key safe, door, who is there"),
        ("contingency", "what to do in a crisis, and who verifies a death"),
        ("professional-contacts", "who to ring, by day and by night"),
        ("personal-contacts", "who of the family to ring, and when"),
    ];

    /// <summary>What is worth adding next, in order: only what is blank and what this reader may change.</summary>
    /// <param name="hidesLocation">The person is restricted and the reader outside the team.</param>
    public static IReadOnlyList<WorthAdding> For(Plan plan, PlanFacts facts, AccessGrant grant, bool hidesLocation)
    {
        // Until a death is confirmed the person may be alive, and the plan is still in use.
        if (facts.DeathConfirmed || plan.EndedAs is not null)
        {
            return [];
        }

        // Who may not read the prognosis must not guess it from the order of a list.
        var late = grant.MayRead(SectionCatalogue.Of<PrognosisAndStage>());
        return
        [
            .. (late ? ListOf(facts.Stage, facts.Prognosis) : Early)
                .Select(item => (Section: SectionCatalogue.Find(item.Key), item.Reason))
                .Where(item => item.Section is { } section && IsBlank(plan, section) && MayAdd(section))
                .Select(item => new WorthAdding(item.Section!, item.Reason))
                .Take(Most),
        ];

        bool MayAdd(SectionDefinition section) => grant.MayEdit(section) && !(hidesLocation && section.IsLocation);
    }

    /// <summary>The list for the later of stage and prognosis: they are recorded apart, and one may lag behind.</summary>
    private static (string Key, string Reason)[] ListOf(GsfStage? stage, Prognosis? prognosis)
    {
        var byPrognosis = prognosis switch
        {
            Terminology.Prognosis.LastDays => GsfStage.D,
            Terminology.Prognosis.LastWeeks => GsfStage.C,
            Terminology.Prognosis.LastMonths => GsfStage.B,
            _ => GsfStage.A,
        };
        return (stage > byPrognosis ? stage.Value : byPrognosis) switch
        {
            GsfStage.A => Early,
            GsfStage.B => Months,
            _ => WeeksOrDays,
        };
    }

    /// <summary>Nothing recorded; of contacts also when there is nobody to ring, since a new record begins with "has a carer".</summary>
    private static bool IsBlank(Plan plan, SectionDefinition section) =>
        plan.CurrentRow(section.Key)?.Answers switch
        {
            null => true,
            PersonalContacts { CarerName: null, CarerPhone: null, Contacts: [], Others: null } => true,
            _ => false,
        };
}
