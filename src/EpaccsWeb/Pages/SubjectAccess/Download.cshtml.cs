using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>The copy, for the clinician who signed it off or the privacy officer who took the request down; in the audit before its first byte leaves.</summary>
[RequirePermission(Permission.Reports, Permission.Audit)]
[RequireRecentFactor]
[MayUseCopies(asks: true, signs: true)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DownloadModel(SubjectDesk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await desk.FetchAsync(id, User.RequireActor(), cancel) is { } zip ? File(zip, "application/zip", $"copy-{id}.zip") : NotFound();
}
