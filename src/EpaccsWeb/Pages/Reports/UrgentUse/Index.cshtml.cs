using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.UrgentUse;

/// <summary>Were the plans used when they were needed, and did they serve?</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(UrgentUseReader reader) : PageModel
{
    public UrgentUseAnswer Answer { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Answer = await reader.ReadAsync(User.RequireActor(), export: false, cancel);
}
