using System.Globalization;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Import;

/// <summary>Reads the cells of one row as what they should be, and collects what is wrong with them.</summary>
internal sealed partial class CellReader(RegisterRow row, DateOnly today)
{
    /// <summary>Characters that the forms of the record take, so that what is imported can be edited there.</summary>
    public const int Name = 70;
    public const int Diagnosis = 250;
    public const int Location = 1000;
    private const int Usual = 200;
    private const int Long = 4000;

    private readonly List<RowProblem> problems = [];

    public IReadOnlyList<RowProblem> Problems => problems;

    public DateOnly Today => today;

    public void Refuse(string? column, string sentence) => problems.Add(new(row.Line, column, sentence));

    public bool States(string column) => row.States(column);

    public bool Holds(string column, string code) => row[column] == code;

    /// <summary>The first of the columns that the file states, if any.</summary>
    public string? FirstStated(params string[] columns) => Array.Find(columns, row.States);

    public string? Line(string column, int longest = Usual)
    {
        var text = Plain(column, longest);
        if (text is not null && text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            Refuse(column, "Must be on one line.");
            return null;
        }

        return text;
    }

    public string? Text(string column, int longest = Long) => Plain(column, longest);

    public string Needed(string column, int longest = Usual)
    {
        var text = Line(column, longest);
        if (!row.States(column))
        {
            Refuse(column, "Must not be blank.");
        }

        return text ?? string.Empty;
    }

    public DateOnly? Date(string column) => row[column] is { } text ? Date(column, text) : null;

    public DateOnly? Date(string column, string text)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Refuse(column, "Must be a real date written as YYYY-MM-DD, such as 2025-03-31.");
            return null;
        }

        if (day.Year < 1850 || day.Year > today.Year + 100)
        {
            Refuse(column, "Check the year.");
            return null;
        }

        return day;
    }

    /// <summary>yes or no; a code that means yes may stand for it.</summary>
    public bool? YesNo(string column, string? yesCode = null)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (text == yesCode || Is(text, "yes"))
        {
            return true;
        }

        if (!Is(text, "no"))
        {
            Refuse(column, "Must be yes or no, or blank when it is not recorded.");
        }

        return false;
    }

    public int? Number(string column, string sentence)
    {
        if (row[column] is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Refuse(column, sentence);
            return null;
        }

        return number;
    }

    public T? Code<T>(string column)
        where T : struct, Enum => row[column] is { } text ? Code<T>(column, text) : null;

    /// <param name="yes">What "yes" stands for in this column, if anything.</param>
    /// <param name="no">What "no" stands for.</param>
    public T? Code<T>(string column, T yes, T no)
        where T : struct, Enum =>
        row[column] is not { } text ? null
        : Is(text, "yes") ? yes
        : Is(text, "no") ? no
        : Code<T>(column, text);

    public T? Code<T>(string column, string text)
        where T : struct, Enum
    {
        var code = Codes<T>.Find(text);
        if (code is null)
        {
            Refuse(column, $"Is not in the list. Use one of: {Codes<T>.Offered}; or its code.");
        }

        return code;
    }

    /// <summary>An ODS code, upper case.</summary>
    public string? Ods(string column) => row[column] is { } text ? Ods(column, text) : null;

    public string? Ods(string column, string text)
    {
        var code = text.ToUpperInvariant();
        if (OdsForm().IsMatch(code))
        {
            return code;
        }

        Refuse(column, "Must be an ODS code: 3 to 10 letters and figures, such as Y90001.");
        return null;
    }

    /// <summary>The parts between semicolons, blank ones left out.</summary>
    public IEnumerable<string> List(string column) =>
        row[column]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public static bool Is(string text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (string.Equals(text, word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private string? Plain(string column, int longest)
    {
        var text = row[column];
        if (PlainText.Problem(text, longest) is { } problem)
        {
            Refuse(column, problem);
            return null;
        }

        return text;
    }

    [GeneratedRegex("^[A-Z0-9]{3,10}$")]
    private static partial Regex OdsForm();
}
