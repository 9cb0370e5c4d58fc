using System.Text;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Reports;

/// <summary>The one way in which a report becomes a file.</summary>
public static class ReportCsv
{
    /// <summary>A file that a spreadsheet opens cleanly: with a byte order mark where a name has a letter beyond ASCII, and only there.</summary>
    public static FileContentResult File(IReadOnlyCollection<ReportRow> rows, string name) =>
        new(
            CsvFile.Write(
                rows,
                marked: rows.Any(row => !Ascii.IsValid(row.Group)),
                ("measure", row => row.Measure),
                ("group", row => row.Group),
                ("numerator", row => row.Numerator),
                ("denominator", row => row.Denominator),
                ("percentage", row => row.Percentage),
                ("lower", row => row.Lower),
                ("upper", row => row.Upper)
            ),
            CsvFile.ContentType
        )
        {
            FileDownloadName = name,
        };

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
}
