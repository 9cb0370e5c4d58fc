using System.Text.RegularExpressions;

namespace EpaccsWeb.Import;

/// <summary>Compares a row with a record value by value: the same, a blank to fill, or refused.</summary>
internal sealed partial class Comparison(RegisterRow row)
{
    private const string Recorded = "Is already recorded; change it on the record.";

    private readonly List<RowProblem> problems = [];
    private readonly List<string> filled = [];

    public IReadOnlyList<RowProblem> Problems => problems;

    /// <summary>Columns whose value the record lacks.</summary>
    public IReadOnlyList<string> Filled => filled;

    /// <summary>
    /// True while a section is compared that the importer may not read: a given value is refused whether or not it is the recorded one,
    /// and every cause has the same words. Only a blank is filled as ever.
    /// </summary>
    public bool Unseen { get; set; }

    public void Refuse(string column, string sentence = Recorded)
    {
        var problem = new RowProblem(row.Line, column, Unseen ? Recorded : sentence);
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    public void Fill(string column) => filled.Add(column);

    /// <summary>What holds afterwards. Text that differs in capitals or spaces only is the same.</summary>
    public string? Text(string column, string? recorded, string? given) => Of(column, recorded, given, SameText);

    public string Text(string column, string recorded, string given, string placeholder) =>
        Of(column, recorded == placeholder ? null : recorded, given == placeholder ? null : given, SameText) ?? recorded;

    public T? Value<T>(string column, T? recorded, T? given)
        where T : struct =>
        given is not { } value || (!Unseen && Nullable.Equals(recorded, given)) ? recorded
        : recorded is null ? Filling(column, value)
        : Differing(column, recorded.Value);

    /// <summary>For a value that every record has: compared only when the file states it.</summary>
    public T Stated<T>(string column, T recorded, T given)
    {
        if (row.States(column) && (Unseen || !EqualityComparer<T>.Default.Equals(recorded, given)))
        {
            Refuse(column);
        }

        return recorded;
    }

    /// <summary>Every value that applies; their order says nothing.</summary>
    public IReadOnlyList<T> Several<T>(string column, IReadOnlyList<T> recorded, IReadOnlyList<T> given)
        where T : struct, Enum => Of(column, Stated(recorded), Stated(given), (one, other) => one.ToHashSet().SetEquals(other)) ?? [];

    public T? Of<T>(string column, T? recorded, T? given, Func<T, T, bool> same)
        where T : class
    {
        if (given is null || (recorded is not null && !Unseen && same(recorded, given)))
        {
            return recorded;
        }

        if (recorded is null)
        {
            Fill(column);
            return given;
        }

        Refuse(column);
        return recorded;
    }

    public static bool SameText(string one, string other) =>
        one == other
        || string.Equals(Blanks().Replace(one.Trim(), " "), Blanks().Replace(other.Trim(), " "), StringComparison.OrdinalIgnoreCase);

    public static bool SameLetters(string one, string other) =>
        string.Equals(Blanks().Replace(one, ""), Blanks().Replace(other, ""), StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<T>? Stated<T>(IReadOnlyList<T> values) => values.Count == 0 ? null : values;

    private T Filling<T>(string column, T given)
    {
        Fill(column);
        return given;
    }

    private T Differing<T>(string column, T recorded)
    {
        Refuse(column);
        return recorded;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
