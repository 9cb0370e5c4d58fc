using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Worklists;

/// <summary>People whose plans want something done.</summary>
[RequirePermission(Permission.Worklists)]
public sealed class IndexModel(WorklistReader reader) : PageModel
{
    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public Worklist List { get; private set; }

    public WorklistPage Listed { get; private set; } = new([], 0);

    public int Pages => (Listed.Count + WorklistReader.PageSize - 1) / WorklistReader.PageSize;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (!Slug.TryParse<Worklist>(slug, out var list))
        {
            return NotFound();
        }

        var actor = User.RequireActor();
        if (!Domain.Plans.Worklists.For(actor.Role).Contains(list.Value))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        List = list.Value;
        P = Math.Clamp(P, 1, 10_000);
        Listed = await reader.ReadAsync(List, actor, P, cancel);
        return Page();
    }
}
