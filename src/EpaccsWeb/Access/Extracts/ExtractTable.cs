using System.Globalization;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Access.Extracts;

/// <summary>One column of an extract: its name, what it means, and its cell. The dictionary is made from the same line.</summary>
/// <param name="List">The list of codes.csv that the column's slugs are of; null where it holds none.</param>
internal sealed record ExtractColumn<T>(string Name, string Meaning, Func<T, string?> Cell, string? List = null);

/// <summary>One table of an extract.</summary>
internal sealed record ExtractTable<T>(string Name, params ExtractColumn<T>[] Columns)
{
    public string FileName => $"{Name}.csv";

    public byte[] Write(IEnumerable<T> rows) => CsvFile.Write(rows, [.. Columns.Select(column => (column.Name, column.Cell))]);

    public IEnumerable<ExtractWord> Words => Columns.Select(column => new ExtractWord(FileName, column.Name, column.Meaning, column.List));
}

/// <summary>One line of the data dictionary.</summary>
internal sealed record ExtractWord(string File, string Column, string Meaning, string? List)
{
    public static ExtractTable<ExtractWord> Dictionary { get; } =
        new(
            "dictionary",
            new("file", "The file.", word => word.File),
            new("column", "The column.", word => word.Column),
            new("meaning", "What it holds.", word => word.Meaning),
            new("list", "The list of codes.csv that its slugs are of; empty where it holds none.", word => word.List)
        );
}

/// <summary>How values stand in the cells.</summary>
internal static class ExtractCells
{
    public static string YesNo(bool yes) => yes ? "yes" : "no";

    public static string? YesNo(bool? answer) => answer is { } known ? YesNo(known) : null;

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly LondonDay(DateTime moment) => London.Day(new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)));
}
