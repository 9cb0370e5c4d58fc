using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Audit;

/// <summary>The trail as a file, with the filters of the page. The export and its rows are in the audit before its first byte leaves.</summary>
[RequirePermission(Permission.Audit)]
[RequireRecentFactor]
public sealed class DownloadModel(AuditTrailReader reader) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var filter = TrailForm.Read(Request.Query, reader.Today);
        if (await reader.ExportAsync(filter, User.RequireActor(), cancel) is not { } lines)
        {
            return new ContentResult
            {
                StatusCode = StatusCodes.Status400BadRequest,
                Content = $"More than {AuditTrailReader.MostInFile:N0} lines. Choose a shorter period or more filters.",
                ContentType = "text/plain; charset=utf-8",
            };
        }

        var file = CsvFile.Write<TrailLine>(
            lines,
            ("at", line => line.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("entry", line => line.Id.ToString(CultureInfo.InvariantCulture)),
            ("action", line => line.Action),
            ("outcome", line => Slug.Of(line.Outcome)),
            ("purpose", line => Slug.Of(line.Purpose)),
            ("detail", line => line.Detail),
            ("patient_id", line => line.PersonId?.ToString()),
            ("nhs_number", line => line.NhsNumber),
            ("people_named", line => line.People.ToString(CultureInfo.InvariantCulture)),
            ("user_id", line => line.UserId?.ToString()),
            ("user", line => line.Who),
            ("post_id", line => line.PostId?.ToString()),
            ("role", line => line.Role),
            ("organisation", line => line.OdsCode),
            ("ground", line => line.Route),
            ("request_id", line => line.RequestId)
        );
        return File(
            file,
            CsvFile.ContentType,
            string.Create(CultureInfo.InvariantCulture, $"audit-{filter.From:yyyy-MM-dd}-to-{filter.To:yyyy-MM-dd}.csv")
        );
    }
}
