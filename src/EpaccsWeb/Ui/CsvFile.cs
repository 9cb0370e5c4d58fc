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

    // Without a byte order mark: plain CSV readers would take the mark for part of a name.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A header and the cells of each row.</summary>
    public static byte[] Write<T>(IEnumerable<T> rows, params (string Name, Func<T, string?> Cell)[] columns)
    {
        using var memory = new MemoryStream();
        using (var text = new StreamWriter(memory, Utf8))
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
            Line(csv, columns.Select(column => column.Name));
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
