using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EpaccsWeb.Domain.Reports;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Reports;

/// <summary>The one way in which a report becomes a file.</summary>
public static class ReportCsv
{
    /// <summary>A file that a spreadsheet opens cleanly. Cells that begin like a formula are made safe.</summary>
    /// <remarks>A byte order mark only where there is a letter beyond ASCII: readers that do not know it take it for part of a name.</remarks>
    public static FileContentResult File(IReadOnlyCollection<ReportRow> rows, string name)
    {
        using var memory = new MemoryStream();
        var marked = rows.Any(row => !Ascii.IsValid(row.Group));
        using (var text = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: marked)))
        using (
            var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape })
        )
        {
            csv.Context.RegisterClassMap<RowMap>();
            csv.WriteRecords(rows);
        }

        return new(memory.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = name };
    }

    /// <summary>What a program is told instead of a file when the filters could not be understood.</summary>
    public static ContentResult Refuse(Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary state) =>
        new()
        {
            StatusCode = StatusCodes.Status400BadRequest,
            Content = string.Join(
                '\n',
                state.SelectMany(field => field.Value!.Errors.Select(error => $"{field.Key}: {error.ErrorMessage}"))
            ),
            ContentType = "text/plain; charset=utf-8",
        };

    private sealed class RowMap : ClassMap<ReportRow>
    {
        public RowMap()
        {
            Map(row => row.Measure).Name("measure");
            Map(row => row.Group).Name("group");
            Map(row => row.Numerator).Name("numerator");
            Map(row => row.Denominator).Name("denominator");
            Map(row => row.Percentage).Name("percentage");
            Map(row => row.Lower).Name("lower");
            Map(row => row.Upper).Name("upper");
        }
    }
}
