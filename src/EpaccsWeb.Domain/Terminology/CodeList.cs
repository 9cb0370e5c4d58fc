namespace EpaccsWeb.Domain.Terminology;

/// <summary>One value of a code list: our slug, the words shown, and its codes.</summary>
/// <param name="Snomed">SNOMED CT identifier, or null when the standard gives none.</param>
/// <param name="Dictionary">NHS data dictionary code, or null.</param>
/// <param name="Retired">Still read wherever it was recorded, and offered to nobody any more.</param>
/// <param name="Died">The code says that the person died in such a place, not that they wish to.</param>
public sealed record CodedTerm(
    string List,
    string Slug,
    string Term,
    string? Snomed,
    string? Dictionary,
    bool Retired = false,
    bool Died = false
);

/// <summary>The code lists, held as data (codes.csv) with one reader.</summary>
/// <remarks>A list named by a type and a property, such as "functional-status.akps", codes that one answer: a yes, a no, a score.</remarks>
public static class CodeList
{
    /// <summary>Stands in the list of one answer for every value that it may have.</summary>
    private const string AnyValue = "any";

    private static readonly string[][] Rows = Read();

    private static readonly CodedTerm[] All = [.. Rows.Skip(2).Select(ToTerm)];

    private static readonly Dictionary<(string List, string Slug), CodedTerm> BySlug = All.DistinctBy(term => (term.List, term.Slug))
        .ToDictionary(term => (term.List, term.Slug));

    /// <summary>The release the lists were taken from (first line of codes.csv), shown wherever codes leave the system.</summary>
    public static string Release { get; } = Rows[0][1];

    /// <summary>Every line of every list: a value that has several codes is in it with each.</summary>
    public static IReadOnlyList<CodedTerm> Everything => All;

    /// <summary>Every value of a list, retired ones too, in the order it is offered.</summary>
    public static IReadOnlyList<CodedTerm> Of(string list) => [.. BySlug.Values.Where(term => term.List == list)];

    /// <summary>The name of the list that an enum stands for: PlaceFinding is "place-finding".</summary>
    public static string ListOf<T>()
        where T : struct, Enum => Kebab(typeof(T).Name);

    /// <summary>Every value of the list an enum stands for.</summary>
    public static IReadOnlyList<CodedTerm> Of<T>()
        where T : struct, Enum => Of(ListOf<T>());

    /// <summary>The words a person reads for a value; null gives "Not recorded".</summary>
    public static string Term<T>(T? value)
        where T : struct, Enum => value is { } known ? Entry(known).Term : "Not recorded";

    public static string Term<T>(T value)
        where T : struct, Enum => Entry(value).Term;

    /// <summary>The list entry of a value.</summary>
    /// <exception cref="KeyNotFoundException">The list lacks the value; a test holds every enum against its list.</exception>
    public static CodedTerm Entry<T>(T value)
        where T : struct, Enum => BySlug[(ListOf<T>(), Slug.Of(value))];

    /// <summary>The list entry of a slug; null when there is none.</summary>
    public static CodedTerm? Entry(string list, string slug) => BySlug.GetValueOrDefault((list, slug));

    /// <summary>The SNOMED CT code that is one answer's own; null for most answers.</summary>
    public static string? OwnCode(Type answers, string property, string slug)
    {
        var list = $"{Kebab(answers.Name)}.{Kebab(property)}";
        return (Entry(list, slug) ?? Entry(list, AnyValue))?.Snomed;
    }

    /// <summary>Reads a SNOMED CT identifier, a data dictionary code or a slug; the first entry with it wins.</summary>
    public static T? Find<T>(string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var list = ListOf<T>();
        var entry = All.FirstOrDefault(term => term.List == list && (term.Slug == text || term.Snomed == text || term.Dictionary == text));
        return entry is null ? null : Slug.Parse<T>(entry.Slug);
    }

    /// <summary>Is the value only read, and no longer offered?</summary>
    public static bool IsRetired<T>(T value)
        where T : struct, Enum => Entry(value).Retired;

    private static string[][] Read()
    {
        using var stream =
            typeof(CodeList).Assembly.GetManifestResourceStream("EpaccsWeb.Domain.Terminology.codes.csv")
            ?? throw new InvalidOperationException("The code lists are missing from the build.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('|'))];
    }

    // The last cell may be left out: few terms are not for every use.
    private static CodedTerm ToTerm(string[] cells) =>
        new(
            cells[0],
            cells[1],
            cells[2],
            NullIfBlank(cells[3]),
            NullIfBlank(cells[4]),
            Retired: cells is [_, _, _, _, _, "retired"],
            Died: cells is [_, _, _, _, _, "died"]
        );

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static string? NullIfBlank(string cell) => cell.Length == 0 ? null : cell;
}
