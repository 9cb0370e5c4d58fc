using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Import;

/// <summary>What posts of the organisation have imported, and what became of it.</summary>
[RequirePermission(Permission.Import)]
public sealed class PastModel(ImportHistory history) : PageModel
{
    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public IReadOnlyList<PastImport> Imports { get; private set; } = [];

    public int Stands { get; private set; }

    public int Pages => Paging.Pages(Stands, ImportHistory.PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        (Imports, Stands) = await history.ReadAsync(User.RequireActor(), P, cancel);
    }
}
