using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EpaccsWeb.Import;

/// <summary>Reads a register file row by row, as often as needed, and never holds it whole in memory.</summary>
public sealed class RegisterFile(Stream content)
{
    /// <summary>Characters of one cell beyond which the file itself must be broken.</summary>
    private const int LongestCell = 4 * 1024 * 1024;

    private const string NotUtf8 = "The file is not UTF-8 text. In a spreadsheet, save it as \"CSV UTF-8\", then import that.";

    private bool badCells;

    /// <summary>The rows that are not blank.</summary>
    /// <exception cref="RegisterFileException">The file cannot be read.</exception>
    public IEnumerable<RegisterRow> Rows()
    {
        SkipByteOrderMark();
        using var reader = new StreamReader(
            content,
            new UTF8Encoding(false, throwOnInvalidBytes: true),
            detectEncodingFromByteOrderMarks: false,
            1 << 16,
            leaveOpen: true
        );
        using var parser = Parser(reader, () => badCells = true);
        var columns = Columns(Next(parser)?.Cells);
        while (Next(parser) is { } row)
        {
            if (!Array.TrueForAll(row.Cells, string.IsNullOrWhiteSpace))
            {
                yield return new RegisterRow(row.Line, row.Cells, columns)
                {
                    Malformed = row.Malformed ?? WrongWidth(row.Cells.Length, columns.Count),
                };
            }
        }
    }

    private void SkipByteOrderMark()
    {
        content.Position = 0;
        Span<byte> start = stackalloc byte[3];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = start[..read].SequenceEqual(Encoding.UTF8.Preamble) ? read : 0;
    }

    private static CsvParser Parser(TextReader reader, Action badCell) =>
        new(
            reader,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ",",
                DetectDelimiter = false,
                IgnoreBlankLines = false,
                MaxFieldSize = LongestCell,
                BadDataFound = _ => badCell(),
            },
            leaveOpen: true
        );

    /// <summary>The next record with the line it begins on; null at the end.</summary>
    private (int Line, string[] Cells, string? Malformed)? Next(CsvParser parser)
    {
        var line = parser.RawRow + 1;
        badCells = false;
        try
        {
            if (!parser.Read())
            {
                return null;
            }

            var cells = parser.Record ?? [];
            return (line, cells, badCells ? Quotation.Problem(parser.RawRecord, line) : null);
        }
        catch (DecoderFallbackException)
        {
            throw new RegisterFileException(NotUtf8);
        }
        catch (MaxFieldSizeException)
        {
            throw new RegisterFileException(
                $"Line {line}: a cell is longer than four million characters. A quotation mark that opens the cell may never be closed."
            );
        }
    }

    private static Dictionary<string, int> Columns(string[]? header)
    {
        if (header is null or [""])
        {
            throw new RegisterFileException(header is null ? "The file is empty." : "The first line is blank. It must name the columns.");
        }

        var names = header.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        if (names.Exists(name => name.Contains('\0')))
        {
            throw new RegisterFileException(NotUtf8);
        }

        var problems = new[]
        {
            Named("It lacks", ImportColumns.Required.Except(names)),
            Named(
                "It has more than once",
                names.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)
            ),
            Named("These are not columns of a register", names.Except(ImportColumns.All).Select(Shown)),
        };
        var told = string.Join(' ', problems.Where(problem => problem is not null));
        return told.Length == 0
            ? names.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at)
            : throw new RegisterFileException($"The first line does not name the columns of a register. {told}");
    }

    private static string? Named(string what, IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.Count == 0
            ? null
            : $"{what}: {string.Join(", ", list.Take(10))}{(list.Count > 10 ? $" and {list.Count - 10:N0} more" : string.Empty)}.";
    }

    /// <summary>A wrong column name may be anything, even a person's name when the header is missing: long ones are cut.</summary>
    private static string Shown(string name) =>
        name.Length == 0 ? "(blank)"
        : name.Length > 40 ? name[..40] + "…"
        : name;

    private static string? WrongWidth(int cells, int columns) =>
        cells == columns ? null
        : cells < columns ? $"The row has {cells:N0} cells; the header has {columns:N0}. A comma may be missing."
        : $"The row has {cells:N0} cells; the header has {columns:N0}. A cell that contains a comma needs quotation marks.";
}
