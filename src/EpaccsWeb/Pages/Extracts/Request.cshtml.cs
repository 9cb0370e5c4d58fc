using EpaccsWeb.Access.Extracts;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>One request for an extract: why, what was decided, and the file while there is one.</summary>
[RequirePermission(Permission.Reports, Permission.Audit)]
[MayUseExtracts(asks: true, decides: true)]
public sealed class RequestModel(ExtractDesk desk) : PageModel
{
    public ExtractRequest Asked { get; private set; } = null!;

    public ExtractState State => Asked.StateAt(desk.Now);

    public bool MayFetch => desk.MayFetch(Asked, User.RequireActor());

    public bool MayDecide => ExtractRules.WhyNotDecide(Asked, User.RequireActor()) is null;

    /// <summary>Whom the file leaves out is told to privacy officers only.</summary>
    public bool SeesLeftOut => ExtractRules.MayDecide(User.RequireActor()) && State is (ExtractState.Ready or ExtractState.Expired);

    public string Shown(int people) => ExtractRules.Shown(people, desk.Threshold);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return NotFound();
        }

        Asked = found;
        return Page();
    }
}
