using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Duplicates;

/// <summary>Pairs of records that may be of one and the same person.</summary>
[RequirePermission(Permission.EditPerson)]
public sealed class IndexModel(DuplicateReader reader) : PageModel
{
    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public IReadOnlyList<LikelyPair> Pairs { get; private set; } = [];

    public int Count => Pairs.Count == 0 ? 0 : Pairs[0].Stands;

    public int Pages => Paging.Pages(Count, DuplicateReader.PageSize);

    /// <summary>Putting records together closes one of them, so it is for those who may end records.</summary>
    public bool MayMerge => User.RequireActor().Has(Permission.EndRecord);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        Pairs = await reader.ReadAsync(User.RequireActor(), P, cancel);
    }
}
