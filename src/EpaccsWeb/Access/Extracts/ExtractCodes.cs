using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access.Extracts;

/// <summary>The code lists as they go with an extract, so that a slug in its tables can be told in the codes of the standards.</summary>
internal static class ExtractCodes
{
    /// <summary>Consent to keep a plan: the values of consent to share, whose codes speak of sharing.</summary>
    public const string ConsentToRecord = "consent-to-record";

    /// <summary>Where somebody died: other codes than where somebody wishes to die.</summary>
    public const string ActualPlace = "actual-place";

    public static ExtractTable<CodedTerm> Table { get; } =
        new(
            "codes",
            new("list", "The list, as dictionary.csv names it for a column.", term => term.List),
            new("slug", "The value as it stands in the tables.", term => term.Slug),
            new("term", "What the screens say for it.", term => term.Term),
            new("snomed", "SNOMED CT identifier; empty where the standards give none.", term => term.Snomed),
            new("data_dictionary", "NHS data dictionary code; empty where there is none.", term => term.Dictionary)
        );

    /// <summary>Every value once in its list.</summary>
    public static IReadOnlyList<CodedTerm> Rows { get; } =
    [
        .. CodeList.Everything.Where(term => term.List != CodeList.ListOf<Place>()),
        .. Enum.GetValues<Place>().Where(place => place.CanBePreferred()).Select(Coded),
        .. Enum.GetValues<Place>().Select(place => Coded(place) with { List = ActualPlace, Snomed = place.DiedCode() }),
        .. CodeList.Of<ConsentStatus>().Select(term => term with { List = ConsentToRecord, Snomed = null }),
    ];

    private static CodedTerm Coded(Place place) => CodeList.Entry(place) with { Dictionary = place.DictionaryCode() };
}
