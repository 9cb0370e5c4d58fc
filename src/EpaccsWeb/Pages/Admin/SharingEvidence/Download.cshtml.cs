using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.SharingEvidence;

/// <summary>The evidence as a file; in the audit with its rows before its first byte leaves.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
public sealed class DownloadModel(SharingReader reader) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var asked = PeriodForm.Read(Request.Query, reader.Today);
        if (await reader.ReadAsync(asked.Organisation, asked.From, asked.To, export: true, User.RequireActor(), cancel) is not { } answer)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var file = CsvFile.Write<SharingLine>(
            answer.Lines,
            ("measure", line => line.Measure),
            ("shared_by", line => line.SharedBy),
            ("shared_by_name", line => line.SharedByName),
            ("shared_with", line => line.SharedWith),
            ("shared_with_name", line => line.SharedWithName),
            ("ground", line => line.Ground),
            ("consent_to_share", line => line.Basis),
            ("count", line => line.Count)
        );
        return File(file, CsvFile.ContentType, $"sharing-{answer.OdsCode}-{answer.From:yyyy-MM-dd}-to-{answer.To:yyyy-MM-dd}.csv");
    }
}
