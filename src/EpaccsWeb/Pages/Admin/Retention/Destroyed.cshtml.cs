using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>What is left of records that were destroyed.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
[RequireRecentFactor]
[MayManageRetention]
public sealed class DestroyedModel(RetentionDesk desk) : PageModel
{
    private int count;

    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public IReadOnlyList<DestroyedRecord> Stubs { get; private set; } = [];

    public bool IsEmpty => count == 0;

    public int Pages => Paging.Pages(count, RetentionDesk.PageSize);

    /// <summary>"death-gp-10" in words.</summary>
    public static string Words(string rule) =>
        rule.LastIndexOf('-') is var at && int.TryParse(rule[(at + 1)..], out var years) ? RetentionRules.Words(rule[..at], years) : rule;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        (Stubs, count) = await desk.DestroyedAsync(User.RequireActor(), P, cancel);
    }
}
