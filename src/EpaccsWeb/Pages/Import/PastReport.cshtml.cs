using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Import;

/// <summary>The report of one past import.</summary>
[RequirePermission(Permission.Import)]
public sealed class PastReportModel(ImportHistory history) : PageModel
{
    public PastImport Past { get; private set; } = null!;

    public ImportReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await history.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return NotFound();
        }

        (Past, Report) = (found, ImportReport.Of(found));
        return Page();
    }
}
