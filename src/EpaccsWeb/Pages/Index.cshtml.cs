using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages;

/// <summary>Where a person starts: finding someone, and the people they opened lately.</summary>
public sealed class IndexModel(HomeReader reader) : PageModel
{
    public Actor Actor => User.RequireActor();

    public IReadOnlyList<RecentPerson> Recent { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Recent = await reader.RecentAsync(Actor, cancel);
}
