using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>The report as a file, with the filters of the page. The export is in the audit before its first byte leaves.</summary>
[RequirePermission(Permission.Reports)]
public sealed class DownloadModel(ReportReader reports) : PageModel
{
    // Without a byte order mark: the content is ASCII, and plain CSV readers would take the mark for part of a name.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (ReportFilterForm.Read(Request.Query).ToQuery(reports.Today, ModelState) is not { } query)
        {
            var sentences = ModelState.SelectMany(field => field.Value!.Errors.Select(error => $"{field.Key}: {error.ErrorMessage}"));
            return new ContentResult
            {
                StatusCode = StatusCodes.Status400BadRequest,
                Content = string.Join('\n', sentences),
                ContentType = "text/plain; charset=utf-8",
            };
        }

        if (await reports.PlaceOfDeathAsync(query, User.RequireActor(), export: true, cancel) is not { } answer)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var period = answer.Asked.Period;
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{ReportReader.PlaceOfDeath}-{period.From:yyyy-MM-dd}-to-{period.To:yyyy-MM-dd}.csv"
        );
        return File(Write(answer.Rows), "text/csv; charset=utf-8", name);
    }

    private static byte[] Write(IEnumerable<ReportRow> rows)
    {
        using var memory = new MemoryStream();
        using (var text = new StreamWriter(memory, Utf8))
        using (
            var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape })
        )
        {
            csv.Context.RegisterClassMap<RowMap>();
            csv.WriteRecords(rows);
        }

        return memory.ToArray();
    }

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
