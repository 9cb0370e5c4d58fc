using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Import;

/// <summary>Shows what undoing an import would take back and what stays, and undoes it when confirmed.</summary>
[RequirePermission(Permission.Import)]
[DisableRequestTimeout]
public sealed class UndoModel(ImportHistory history, ImportUndo undo, RequestIdentity request) : PageModel
{
    public PastImport Past { get; private set; } = null!;

    public UndoPreview Preview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await history.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return NotFound();
        }

        if (!found.CanBeUndone)
        {
            return RedirectToPage("/Import/PastReport", new { id });
        }

        (Past, Preview) = (found, await undo.PreviewAsync(found, User.RequireActor(), cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (await history.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return NotFound();
        }

        await undo.UndoAsync(found, User.RequireActor(), request.Id, cancel);
        return RedirectToPage("/Import/PastReport", new { id });
    }
}
