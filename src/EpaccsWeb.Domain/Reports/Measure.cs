using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>One line of the report: its id in files, its words on screen, what it counts and out of what.</summary>
/// <param name="OutOf">Null for a plain count.</param>
public sealed record Measure(string Id, string Title, Quantity Counts, Quantity? OutOf);

/// <summary>The measures of the report on preferred place of death, in the order they are shown.</summary>
public static class Measures
{
    public const string RecordsAfterDeath = "records-after-death";
    public const string Blank = "ppd-blank";
    public const string MedianDays = "days-on-register-median";

    public static readonly Measure Achieved = new(
        "ppd-achieved-first",
        "Died where they wished (first choice), of those whose wish and actual place are both recorded",
        Counted.FirstMet,
        Counted.BothKnown
    );

    public static readonly IReadOnlyList<Measure> All =
    [
        new("deaths", "Deaths of people whose record was started before death", Counted.Deaths, null),
        Of("ppd-discussed", "Place of death discussed", Counted.Discussed),
        Of("ppd-recorded", "A place recorded as first choice", Counted.Recorded),
        Of("ppd-unable", "Unable to express a preference", Counted.Unable),
        Of("ppd-not-appropriate", "Discussion not appropriate", Counted.NotAppropriate),
        Of("ppd-declined", "Declined to discuss", Counted.Declined),
        Of("ppd-undecided", "Undecided", Counted.Undecided),
        Of(Blank, "Nothing recorded", Counted.Blank),
        Of("ppd-changed", "Changed their preference", Counted.Changed),
        Of("actual-place-recorded", "Actual place of death recorded", Counted.PlaceKnown),
        Of("place-unknown", "Actual place of death not recorded", Counted.PlaceUnknown),
        Of("cpr-not-for-recorded", "“Not for CPR” recorded at death", Counted.NotForCpr),
        Of("seen-by-urgent-care-last-30-days", "Record seen by urgent care in the last 30 days", Counted.SeenByUrgentCare),
        Of("created-in-last-7-days", "Record started in the last 7 days of life", Counted.CreatedLate),
        Achieved,
        new(
            "ppd-achieved-first-or-second",
            "Died in their first or second choice, of the same people",
            Counted.FirstOrSecondMet,
            Counted.BothKnown
        ),
        new("ppd-achieved-named-place", "Died in the very place named, of those who named one", Counted.NamedMet, Counted.NamedKnown),
        Of("ppd-achieved-of-all-deaths", "Died where they wished (first choice), of all deaths", Counted.FirstMet),
        Of("ppd-at-30-days", "A place recorded 30 days before death", Counted.At30Days),
        Of("ppd-at-7-days", "A place recorded 7 days before death", Counted.At7Days),
        Of("ppd-at-1-day", "A place recorded the day before death", Counted.At1Day),
        Placed("hospital-deaths", "Died in hospital", Counted.Hospital),
        Placed("usual-residence-deaths", "Died in their usual place of residence", Counted.UsualResidence),
        Placed("place-hospital", "Place of death: hospital", Counted.Hospital),
        Placed("place-home", "Place of death: home", Counted.Home),
        Placed("place-hospice", "Place of death: hospice", Counted.Hospice),
        Placed("place-care-home", "Place of death: care home", Counted.CareHome),
        Placed("place-other", "Place of death: other", Counted.OtherPlace),
        .. Counted.Variance.Select(reason => new Measure(
            $"variance-{Slug.Of(reason.Key)}",
            $"Not where they wished: {CodeList.Term(reason.Key)}",
            reason.Value,
            Counted.FirstNotMet
        )),
        Of("reviewed-after-death", "After-death review written", CountedReviews.Reviewed),
        .. CountedReviews.RightPlaces.Select(place => new Measure(
            RightPlaceId(place.Key),
            $"After-death review: where the person would have wished to be: {ReviewWords.Of(place.Key)}",
            place.Value,
            CountedReviews.Reviewed
        )),
        .. CountedReviews.InTheWay.Select(finding => new Measure(
            InTheWayId(finding.Key),
            $"After-death review: stood in the way: {ReviewWords.Of(finding.Key)}",
            finding.Value,
            CountedReviews.Reviewed
        )),
    ];

    public static string RightPlaceId(RightPlace place) => $"review-right-place-{Slug.Of(place)}";

    public static string InTheWayId(InTheWay finding) => $"review-in-the-way-{Slug.Of(finding)}";

    private static Measure Of(string id, string title, Quantity counts) => new(id, title, counts, Counted.Deaths);

    private static Measure Placed(string id, string title, Quantity counts) => new(id, title, counts, Counted.PlaceKnown);
}
