using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EpaccsWeb.Ui;

/// <summary>Rows as a CSV file in which no cell is a formula to a spreadsheet.</summary>
public static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>What a formula begins with, in any of the spreadsheets: the wide forms count as the narrow ones there.</summary>
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

    /// <summary>A header and the cells of each row, without a byte order mark: plain CSV readers take the mark for part of a name.</summary>
    public static byte[] Write<T>(IEnumerable<T> rows, params (string Name, Func<T, string?> Cell)[] columns) =>
        Write(rows, marked: false, columns);

    /// <param name="marked">With a byte order mark, without which spreadsheets misread letters beyond ASCII.</param>
    public static byte[] Write<T>(IEnumerable<T> rows, bool marked, params (string Name, Func<T, string?> Cell)[] columns) =>
        Make(rows, marked, named: true, columns);

    /// <summary>More rows of a file whose header is already written.</summary>
    public static byte[] More<T>(IEnumerable<T> rows, params (string Name, Func<T, string?> Cell)[] columns) =>
        Make(rows, marked: false, named: false, columns);

    private static byte[] Make<T>(IEnumerable<T> rows, bool marked, bool named, (string Name, Func<T, string?> Cell)[] columns)
    {
        using var memory = new MemoryStream();
        using (var text = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: marked)))
        using (
            var csv = new CsvWriter(
                text,
                new CsvConfiguration(CultureInfo.InvariantCulture)
                {
                    InjectionOptions = InjectionOptions.Escape,
                    InjectionCharacters = Formula,
                }
            )
        )
        {
            if (named)
            {
                Line(csv, columns.Select(column => column.Name));
            }

            foreach (var row in rows)
            {
                Line(csv, columns.Select(column => column.Cell(row)));
            }
        }

        return memory.ToArray();
    }

    private static void Line(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }
}
