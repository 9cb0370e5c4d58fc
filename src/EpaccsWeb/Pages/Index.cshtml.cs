using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages;

/// <summary>Where a person starts: finding someone, and the people they opened lately.</summary>
public sealed class IndexModel(HomeReader reader) : PageModel
{
    public Actor Actor => User.RequireActor();

    public HomeLists Home { get; private set; } = HomeLists.None;

    public bool HasInbox => Actor.Has(Permission.WholeRecord);

    public string WaitingWords =>
        Home.Waiting switch
        {
            0 => "nothing waits",
            1 => "1 change waits",
            _ => $"{Home.Waiting} changes wait",
        };

    public async Task OnGetAsync(CancellationToken cancel) => Home = await reader.ReadAsync(Actor, cancel);
}
