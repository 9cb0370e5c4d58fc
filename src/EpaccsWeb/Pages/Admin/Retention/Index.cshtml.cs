using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>Records whose period is over, the longest over first.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
[RequireRecentFactor]
[MayManageRetention]
public sealed class IndexModel(RetentionDesk desk) : PageModel
{
    private int count;

    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public IReadOnlyList<RecordOver> Over { get; private set; } = [];

    public bool IsEmpty => count == 0;

    public int Pages => Paging.Pages(count, RetentionDesk.PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        (Over, count) = await desk.OverAsync(User.RequireActor(), P, cancel);
    }
}
