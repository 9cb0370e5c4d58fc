using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Reads the preferred places: the statement that holds now, and the older ones of ppd_history.</summary>
internal static class PlacesReader
{
    /// <summary>"Usual place of residence" (SCCI1580 items 39 and 43).</summary>
    private const string UsualResidence = "819211000000102";

    private const string HistoryForm =
        "Must be written as YYYY-MM-DD=code, with a semicolon between two, such as 2024-05-01=own-home;2025-01-10=hospice.";

    private static readonly string[] CurrentColumns =
    [
        "ppc_first",
        "ppd_first",
        "ppd_first_place",
        "ppd_first_usual_residence",
        "ppd_second",
        "ppd_second_place",
        "ppd_second_usual_residence",
        "ppd_recorded_on",
    ];

    /// <summary>Codes of places that can be wished for; "Died in …" is none of them.</summary>
    private static readonly Dictionary<string, Place> Wishes = CodeList
        .Of<Place>()
        .Where(term => Slug.Parse<Place>(term.Slug)!.Value.CanBePreferred())
        .SelectMany(term =>
            new[] { term.Slug, term.Snomed, term.Dictionary }.OfType<string>().Select(code => (code, Slug.Parse<Place>(term.Slug)!.Value))
        )
        .ToDictionary(pair => pair.code, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    private static readonly string Offered = string.Join(", ", CodeList.Of<Place>().Select(term => term.Slug).Where(Wishes.ContainsKey));

    public static bool StatesCurrent(CellReader cells) => cells.FirstStated(CurrentColumns) is not null;

    public static bool StatesCurrent(RegisterRow row) => Array.Exists(CurrentColumns, row.States);

    /// <summary>Every statement, the oldest first.</summary>
    public static IReadOnlyList<PreferredPlaces> Read(CellReader cells, DateOnly created)
    {
        var current = StatesCurrent(cells) ? Current(cells, created) : null;
        var older = History(cells).OrderBy(places => places.ExpressedOn).ToList();
        if (older.Zip(older.Skip(1)).Any(pair => pair.First.ExpressedOn == pair.Second.ExpressedOn))
        {
            cells.Refuse("ppd_history", "Two statements have the same date.");
        }

        if (current is null)
        {
            return older;
        }

        // A history that ends with the statement that holds now says it twice.
        older.RemoveAll(places => places.ExpressedOn == current.ExpressedOn && SameKind(places.Death, current.Death));
        if (older.Exists(places => places.ExpressedOn >= current.ExpressedOn))
        {
            cells.Refuse("ppd_history", "Every statement must be older than ppd_recorded_on; when that is blank, than created_on.");
        }

        return [.. older, current];
    }

    /// <summary>The same kind of place, or the same finding, as first choice.</summary>
    public static bool SameKind(PlaceStatement one, PlaceStatement other) =>
        one.First?.Place == other.First?.Place && one.Finding == other.Finding;

    private static PreferredPlaces Current(CellReader cells, DateOnly created)
    {
        var first = Choice(cells, "ppd_first", findings: true);
        var second = Choice(cells, "ppd_second", findings: false);
        var care = PlaceOrFinding(cells, "ppc_first", findings: true);
        if (first.Finding is not null && second.Preference is not null)
        {
            cells.Refuse("ppd_second", "Leave the second choice blank when ppd_first says why there is no place.");
        }
        else if (second.Preference is not null && !cells.States("ppd_first"))
        {
            cells.Refuse("ppd_second", "Enter a first choice before a second choice.");
        }

        return new PreferredPlaces
        {
            ExpressedOn = cells.Date("ppd_recorded_on") ?? created,
            Care = new() { First = care.Place is { } place ? new() { Place = place } : null, Finding = care.Finding },
            Death = new()
            {
                First = first.Preference,
                Finding = first.Finding,
                Second = second.Preference,
            },
        };
    }

    private static (PlacePreference? Preference, PlaceFinding? Finding) Choice(CellReader cells, string column, bool findings)
    {
        var (place, finding) = PlaceOrFinding(cells, column, findings);
        var name = cells.Line($"{column}_place");
        var usual = cells.YesNo($"{column}_usual_residence", UsualResidence);
        if (place is null)
        {
            if (
                (!cells.States(column) || finding is not null)
                && cells.FirstStated($"{column}_place", $"{column}_usual_residence") is { } detail
            )
            {
                cells.Refuse(detail, $"Enter the kind of place in {column}, or leave this blank.");
            }

            return (null, finding);
        }

        return (
            new()
            {
                Place = place.Value,
                Name = name,
                IsUsualResidence = usual,
            },
            null
        );
    }

    private static (Place? Place, PlaceFinding? Finding) PlaceOrFinding(CellReader cells, string column, bool findings) =>
        cells.FirstStated(column) is null ? default : PlaceOrFinding(cells, column, cells.Line(column) ?? string.Empty, findings);

    private static (Place? Place, PlaceFinding? Finding) PlaceOrFinding(CellReader cells, string column, string text, bool findings)
    {
        if (Wishes.TryGetValue(text, out var place))
        {
            return (place, null);
        }

        if (Codes<PlaceFinding>.Find(text) is { } finding)
        {
            if (!findings)
            {
                cells.Refuse(column, "Must be a place. Why there is no place belongs in ppd_first.");
            }

            return (null, finding);
        }

        cells.Refuse(
            column,
            $"Is not in the list. Use one of: {Offered}{(findings ? $"; or {Codes<PlaceFinding>.Offered}" : string.Empty)}; or its code."
        );
        return default;
    }

    private static IEnumerable<PreferredPlaces> History(CellReader cells)
    {
        foreach (var entry in cells.List("ppd_history"))
        {
            if (entry.Split('=', StringSplitOptions.TrimEntries) is not [var day, var code])
            {
                cells.Refuse("ppd_history", HistoryForm);
                yield break;
            }

            var date = cells.Date("ppd_history", day);
            var (place, finding) = PlaceOrFinding(cells, "ppd_history", code, findings: true);
            if (date is { } expressed && (place is not null || finding is not null))
            {
                yield return new PreferredPlaces
                {
                    ExpressedOn = expressed,
                    Death = new() { First = place is { } known ? new() { Place = known } : null, Finding = finding },
                };
            }
        }
    }
}
