using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Identity.Office.Files;

/// <summary>Reads a CSV file of users: one line a post.</summary>
public static class UserFile
{
    public const int MostRows = 5_000;

    public static IReadOnlyList<string> Required { get; } = ["email", "name", "role", "organisation"];

    public static IReadOnlyList<string> Optional { get; } = ["senior", "urgent", "starts_on", "ends_on", "moves_from"];

    /// <summary>The lines of the file, or the sentence that says why it cannot be read.</summary>
    public static (IReadOnlyList<UserFileLine> Lines, string? Problem) Read(byte[] content)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return ([], "The file is not saved as UTF-8. Save it as \"CSV UTF-8\" and choose it again.");
        }

        using var reader = new StringReader(text);
        using var csv = new CsvReader(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                TrimOptions = TrimOptions.Trim,
                BadDataFound = null,
                MissingFieldFound = null,
            }
        );
        if (!csv.Read() || !csv.ReadHeader())
        {
            return ([], "The file is empty.");
        }

        var header = csv.HeaderRecord ?? [];
        var missing = Required.Except(header).ToList();
        var unknown = header.Except([.. Required, .. Optional]).ToList();
        if (missing.Count > 0 || unknown.Count > 0 || header.Distinct().Count() != header.Length)
        {
            return (
                [],
                missing.Count > 0 ? $"The first line lacks the column {string.Join(", ", missing)}."
                : unknown.Count > 0 ? $"The first line has the unknown column {string.Join(", ", unknown.Select(name => $"\"{name}\""))}."
                : "The first line names a column twice."
            );
        }

        var lines = new List<UserFileLine>();
        while (csv.Read())
        {
            if (lines.Count == MostRows)
            {
                return ([], $"The file has more than {MostRows:N0} lines. Divide it.");
            }

            string Cell(string name) => header.Contains(name) ? csv.GetField(name) ?? string.Empty : string.Empty;
            lines.Add(
                new(
                    csv.Parser.RawRow,
                    Cell("email"),
                    Cell("name"),
                    Cell("role"),
                    Cell("organisation").ToUpperInvariant(),
                    Cell("senior"),
                    Cell("urgent"),
                    Cell("starts_on"),
                    Cell("ends_on"),
                    Cell("moves_from").ToUpperInvariant(),
                    csv.Parser.Count == header.Length
                )
            );
        }

        return lines.Count == 0 ? ([], "The file has no line below its first.") : (lines, null);
    }

    /// <summary>Why a cell cannot be kept as it stands; null when it can.</summary>
    public static string? TextProblem(string cell) => PlainText.Problem(cell, 200);
}

/// <summary>One line of the file as it stands.</summary>
public sealed record UserFileLine(
    int Number,
    string Email,
    string Name,
    string Role,
    string Organisation,
    string Senior,
    string Urgent,
    string StartsOn,
    string EndsOn,
    string MovesFrom,
    bool Whole
);

/// <summary>What a line would do, or why it is refused.</summary>
public enum UserFileOutcome
{
    Invite,
    AddPost,
    Move,
    Change,
    Same,
    Refused,
}

/// <summary>What one line would do, in words.</summary>
public sealed record UserFileRow(int Line, UserFileOutcome Outcome, string What, string? Column = null)
{
    public static UserFileRow Refuse(int line, string? column, string sentence) => new(line, UserFileOutcome.Refused, sentence, column);
}
