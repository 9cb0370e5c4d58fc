using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>The reports on plans of living people.</summary>
public enum PlanReport
{
    Register,
    DataQuality,
    ConsentBasis,
    ReviewRadar,
}

/// <summary>One thing counted among open plans.</summary>
/// <param name="Condition">In SQL, over a row "c" of counted_plans; "today" is the day of the report.</param>
internal sealed record PlanMeasure(string Id, string Title, string Condition)
{
    public Quantity Quantity { get; } = new(Id);
}

/// <summary>What each report counts.</summary>
internal static class PlanMeasures
{
    /// <summary>A review is due at least every three months.</summary>
    private const string Fresh = "today.day - 91";

    private static readonly IReadOnlyList<PlanMeasure> Reviews =
    [
        new("review-overdue", "Review overdue", "c.review_on < today.day"),
        new("review-due-14-days", "Review due within 14 days", "c.review_on between today.day and today.day + 14"),
        new("review-due-91-days", "Review due within three months", "c.review_on between today.day + 15 and today.day + 91"),
        new("review-later", "Review later than three months", "c.review_on > today.day + 91"),
        new("review-no-date", "No review date set", "c.review_on is null"),
    ];

    /// <summary>Parts that add up to the plans.</summary>
    public static IReadOnlyList<PlanMeasure> Parts(PlanReport report) =>
        report switch
        {
            PlanReport.ReviewRadar => Reviews,
            PlanReport.ConsentBasis =>
            [
                .. CodeList
                    .Of("consent-status")
                    .Select(term => new PlanMeasure(
                        $"consent-{term.Slug}",
                        $"Consent to share: {term.Term}",
                        $"c.consent_to_share = '{term.Slug}'"
                    )),
                new("consent-not-recorded", "Consent to share: not recorded", "c.consent_to_share is null"),
            ],
            _ => [],
        };

    /// <summary>What is counted out of all plans, each for itself.</summary>
    public static IReadOnlyList<PlanMeasure> Shares(PlanReport report) =>
        report switch
        {
            PlanReport.ReviewRadar =>
            [
                new(
                    "not-touched-3-months",
                    "Nothing recorded or confirmed for three months",
                    $"c.touched_on is null or c.touched_on < {Fresh}"
                ),
                new("no-place-wish", "Nothing recorded about place of death", "c.wish = 'blank'"),
            ],
            PlanReport.DataQuality =>
            [
                new("touched-3-months", "Something recorded or confirmed in the last three months", $"c.touched_on >= {Fresh}"),
                new("place-wish-asked", "Place of death answered, or why not", "c.wish <> 'blank'"),
                .. CountedPlan.SectionBits.Select(
                    (key, place) => new PlanMeasure($"complete-{key}", $"{Title(key)}: filled in", $"c.sections & {1L << place} <> 0")
                ),
                Age("preferred-places", "places_on"),
                Age("resuscitation", "resuscitation_on"),
                Age("treatment-escalation", "escalation_on"),
                Age("anticipatory-medicines", "anticipatory_on"),
                Age("allergies", "allergies_on"),
                Age("personal-contacts", "contacts_on"),
            ],
            _ => [],
        };

    private static string Title(string key) => SectionCatalogue.Find(key)?.Title ?? key;

    private static PlanMeasure Age(string key, string column) =>
        new($"fresh-{key}", $"{Title(key)}: recorded or confirmed in the last three months", $"c.{column} >= {Fresh}");
}
