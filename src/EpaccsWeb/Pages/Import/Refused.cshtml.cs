using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Import;

/// <summary>Every refused row of an upload as a file: line, column and what is wrong, and nothing that the row says.</summary>
[RequirePermission(Permission.Import)]
[DisableRequestTimeout]
public sealed class RefusedModel(ImportDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string batch, CancellationToken cancel)
    {
        if (desk.Find(batch, User.RequireActor()) is not { Stage: ImportStage.Checked or ImportStage.Written } found)
        {
            return NotFound();
        }

        Response.ContentType = CsvFile.ContentType;
        Response.Headers.ContentDisposition = "attachment; filename=refused-rows.csv";
        await found.Refused.CopyToAsync(Response.Body, cancel);
        return new EmptyResult();
    }
}
