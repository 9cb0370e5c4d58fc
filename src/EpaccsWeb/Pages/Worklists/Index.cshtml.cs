using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
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

    /// <summary>The order: due, name or born.</summary>
    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>Only people whose key worker is of this organisation.</summary>
    [BindProperty(SupportsGet = true, Name = "key-worker")]
    public string? KeyWorker { get; set; }

    public WorklistView Shown { get; private set; } = new(WorklistSort.Due, OurKeyWorker: false);

    public Worklist List { get; private set; }

    public WorklistPage Listed { get; private set; } = new([], 0, More: false);

    public int Pages => Paging.Pages(Listed.Count, WorklistReader.PageSize);

    /// <summary>The same list in another order or with another choice, from its first page.</summary>
    public string Address(WorklistSort sort, bool ours) =>
        $"/worklists/{Slug.Of(List)}?sort={Slug.Of(sort)}{(ours ? "&key-worker=ours" : "")}";

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
        Shown = new(Slug.TryParse<WorklistSort>(Sort, out var sort) ? sort.Value : WorklistSort.Due, KeyWorker is "ours");
        Listed = await reader.ReadAsync(List, Shown, actor, P, cancel);
        return Page();
    }
}
