using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>Requests for copies of records, by reference; nobody who is cared for is named.</summary>
[RequirePermission(Permission.Reports, Permission.Audit, Permission.Accounts)]
[MayUseCopies(asks: true, signs: true)]
public sealed class IndexModel(SubjectDesk desk) : PageModel
{
    private int count;

    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public IReadOnlyList<SubjectRequest> Requests { get; private set; } = [];

    public bool MayAsk => SubjectRules.MayAsk(User.RequireActor());

    public bool IsEmpty => count == 0;

    public int Pages => Paging.Pages(count, SubjectDesk.PageSize);

    public string StateOf(SubjectRequest request) => SubjectRules.Words(request.StateAt(desk.Now));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        (Requests, count) = await desk.ListAsync(User.RequireActor(), P, cancel);
    }
}
