using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.UrgentUse;

/// <summary>The report as a file. The export is in the audit before its first byte leaves.</summary>
[RequirePermission(Permission.Reports)]
public sealed class DownloadModel(UrgentUseReader reader) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var answer = await reader.ReadAsync(User.RequireActor(), export: true, cancel);
        using var memory = new MemoryStream();
        await using (var text = new StreamWriter(memory, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        await using (
            var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape })
        )
        {
            foreach (var name in new[] { "measure", "group", "numerator", "denominator", "percentage", "lower", "upper" })
            {
                csv.WriteField(name);
            }

            foreach (var row in answer.Rows)
            {
                await csv.NextRecordAsync();
                foreach (var cell in new[] { row.Measure, row.Group, row.Numerator, row.Denominator, row.Percentage, row.Lower, row.Upper })
                {
                    csv.WriteField(cell);
                }
            }

            await csv.NextRecordAsync();
        }

        return File(memory.ToArray(), "text/csv; charset=utf-8", $"{UrgentUseReader.Report}.csv");
    }
}
