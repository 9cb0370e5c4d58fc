using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>The report as a file, with the filters of the page. The export is in the audit before its first byte leaves.</summary>
[RequirePermission(Permission.Reports)]
public sealed class DownloadModel(ReportReader reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (ReportFilterForm.Read(Request.Query).ToQuery(reports.Today, ModelState) is not { } query)
        {
            return ReportCsv.Refuse(ModelState);
        }

        if (await reports.PlaceOfDeathAsync(query, User.RequireActor(), export: true, cancel) is not { } answer)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var period = answer.Asked.Period;
        return ReportCsv.File(
            answer.Rows,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ReportReader.PlaceOfDeath}-{period.From:yyyy-MM-dd}-to-{period.To:yyyy-MM-dd}.csv"
            )
        );
    }
}
