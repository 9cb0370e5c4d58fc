using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Tasks;

/// <summary>Tasks of one's own and of one's organisation, the soonest first.</summary>
[RequirePermission(Permission.ConsentAndTeam)]
public sealed class IndexModel(TaskReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    /// <summary>Whose: mine, all or closed.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    public TaskList List => Slug.TryParse<TaskList>(Show, out var list) ? list.Value : TaskList.Mine;

    public TaskPage Listed { get; private set; } = new([], 0);

    public DateOnly Today => reader.Today;

    public int Pages => Paging.Pages(Listed.Count, TaskReader.PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        Listed = await reader.ReadAsync(List, User.RequireActor(), P, cancel);
    }
}
