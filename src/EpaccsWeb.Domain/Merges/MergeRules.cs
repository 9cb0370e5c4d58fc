using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Merges;

/// <summary>What must be settled before two records are put together. What denies on either record must deny on the one that goes on.</summary>
public static class MergeRules
{
    /// <summary>What is looked for at the door: it must not be left behind on a record that nobody opens there.</summary>
    private static readonly string[] NeededAtTheDoor =
    [
        SectionCatalogue.Of<Resuscitation>().Key,
        SectionCatalogue.Of<TreatmentEscalation>().Key,
        SectionCatalogue.Of<LegalDecisions>().Key,
        SectionCatalogue.Of<Allergies>().Key,
        SectionCatalogue.Of<Alerts>().Key,
    ];

    /// <summary>What stands in the way, each as a sentence that says what to do; nothing when they may be put together.</summary>
    public static IReadOnlyList<string> Obstacles(MergeSide closes, MergeSide goesOn) =>
        [.. Consent(closes, goesOn), .. Location(closes, goesOn), .. Death(closes, goesOn), .. Sections(closes, goesOn)];

    /// <summary>Who reaches the person through the record that closes, and will not through the one that goes on.</summary>
    public static IReadOnlyList<string> LosesSight(MergeSide closes, MergeSide goesOn) =>
        [.. closes.Team.Where(one => !goesOn.Team.ContainsKey(one.Key)).Select(one => one.Value).Order(StringComparer.CurrentCulture)];

    private static IEnumerable<string> Consent(MergeSide closes, MergeSide goesOn)
    {
        if (closes.Facts.ConsentToShare is { } said && !AccessRules.IsPositive(said) && AccessRules.IsPositive(goesOn.Facts.ConsentToShare))
        {
            yield return $"Consent to share: “{CodeList.Term(said)}” on the record that closes, “{CodeList.Term(goesOn.Facts.ConsentToShare)}” on the one that goes on. Ask which holds. If the person does not share, record that on the record that goes on; if they do, record it on the record that closes.";
        }

        foreach (var (organisation, name) in closes.Objections)
        {
            if (!goesOn.Objections.ContainsKey(organisation) && organisation != goesOn.Plan.RecordingOrganisationId)
            {
                yield return $"The person does not want to share with {name}: record that on the record that goes on too.";
            }
        }
    }

    private static IEnumerable<string> Location(MergeSide closes, MergeSide goesOn)
    {
        if (closes.Patient.Restricted && !goesOn.Patient.Restricted)
        {
            yield return "Demographics are restricted on the record that closes: restrict them on the record that goes on too.";
        }
    }

    private static IEnumerable<string> Death(MergeSide closes, MergeSide goesOn)
    {
        if (closes.Facts.DiedOn is not null && closes.Facts.DiedOn != goesOn.Facts.DiedOn)
        {
            yield return goesOn.Facts.DiedOn is null
                ? "A death stands on the record that closes only: record it on the record that goes on."
                : "The dates of death differ: find out which is right, and record it on both.";
        }
    }

    private static IEnumerable<string> Sections(MergeSide closes, MergeSide goesOn) =>
        NeededAtTheDoor
            .Select(key => SectionCatalogue.Find(key)!)
            .Where(section => closes.Said(section) is not null && goesOn.Said(section) is null)
            .Select(section =>
                $"{section.Title} is recorded on the record that closes only: whoever is called to the person would not see it. Record it on the record that goes on, or let the other record go on."
            );
}
