using System.Globalization;
using EpaccsWeb.Access.Extracts;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>The file, for whoever asked for it; in the audit with its rows before its first byte leaves.</summary>
[RequirePermission(Permission.Reports)]
[RequireRecentFactor]
[MayUseExtracts(asks: true, decides: false)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DownloadModel(ExtractDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        if (await desk.FindAsync(id, actor, cancel) is not { } asked || await desk.FetchAsync(asked, actor, cancel) is not { } zip)
        {
            return NotFound();
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"extract-{Slug.Of(asked.Kind)}-{asked.DecidedAt:yyyy-MM-dd}.zip");
        return File(zip, "application/zip", name);
    }
}
