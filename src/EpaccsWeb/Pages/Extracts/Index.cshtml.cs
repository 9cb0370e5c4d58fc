using EpaccsWeb.Access.Extracts;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>Requests for extracts: the organisation's own, or to a privacy officer all of them.</summary>
[RequirePermission(Permission.Reports, Permission.Audit)]
[MayUseExtracts(asks: true, decides: true)]
public sealed class IndexModel(ExtractDesk desk) : PageModel
{
    private int count;

    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public IReadOnlyList<ExtractRequest> Requests { get; private set; } = [];

    public bool MayAsk => ExtractRules.MayAsk(User.RequireActor());

    public bool IsEmpty => count == 0;

    public int Pages => Paging.Pages(count, ExtractDesk.PageSize);

    public string StateOf(ExtractRequest request) => ExtractRules.Words(request.StateAt(desk.Now));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        (Requests, count) = await desk.ListAsync(User.RequireActor(), P, cancel);
    }
}
