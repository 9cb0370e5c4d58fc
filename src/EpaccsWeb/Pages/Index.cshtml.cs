using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages;

/// <summary>Where a person starts: finding someone, and the people they opened lately.</summary>
public sealed class IndexModel(HomeReader reader, WorklistReader worklists, InboxReader inbox) : PageModel
{
    public Actor Actor => User.RequireActor();

    public IReadOnlyList<RecentPerson> Recent { get; private set; } = [];

    /// <summary>The post's lists of work, with how many people stand on each.</summary>
    public IReadOnlyList<(Worklist List, int Count)> Lists { get; private set; } = [];

    public bool HasInbox => Actor.Has(Permission.WholeRecord);

    /// <summary>Notices that wait for the organisation.</summary>
    public int Waiting { get; private set; }

    public string WaitingWords =>
        Waiting switch
        {
            0 => "nothing waits",
            1 => "1 change waits",
            _ => $"{Waiting} changes wait",
        };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Recent = await reader.RecentAsync(Actor, cancel);
        Lists = await worklists.CountsAsync(Actor, cancel);
        Waiting = HasInbox ? await inbox.WaitingAsync(Actor, cancel) : 0;
    }
}
