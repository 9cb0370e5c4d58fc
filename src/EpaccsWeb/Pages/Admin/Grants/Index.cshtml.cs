using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Grants;

/// <summary>Requests for posts that take two people, to be granted by the second.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class IndexModel(GrantDesk desk, FactorResets resets, UserDirectory directory) : PageModel
{
    public IReadOnlyList<GrantLine> Lines { get; private set; } = [];

    /// <summary>Resets of a lost second factor that wait, with whose they are, as far as this administrator reaches.</summary>
    public IReadOnlyList<(FactorReset Reset, User Person)> Resets { get; private set; } = [];

    public Guid Me => User.RequireActor().UserId;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Lines = await desk.WaitingAsync(User.RequireActor(), cancel);
        var waiting = await resets.WaitingAsync(cancel);
        var people = await directory.WaitingAsync(User.RequireActor(), [.. waiting.Select(reset => reset.UserId)], Lines.Count, cancel);
        Resets = [.. waiting.Where(reset => people.ContainsKey(reset.UserId)).Select(reset => (reset, people[reset.UserId]))];
    }

    public async Task<IActionResult> OnPostResetAsync(Guid reset, bool grant, CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        if (!Resets.Any(one => one.Reset.Id == reset))
        {
            return NotFound();
        }

        if (await resets.DecideAsync(reset, grant, User.RequireActor(), cancel) is { } problem)
        {
            ModelState.AddModelError(string.Empty, problem);
            return this.Invalid();
        }

        TempData[NhsSuccessTagHelper.Key] = grant
            ? "The factor was taken away; the person got a link to choose a new one."
            : "The reset was refused.";
        return Redirect("/admin/grants");
    }

    public async Task<IActionResult> OnPostAsync(Guid request, bool grant, CancellationToken cancel)
    {
        var problems = await desk.DecideAsync(User.RequireActor(), request, grant, cancel);
        if (problems.Count > 0)
        {
            await OnGetAsync(cancel);
            return this.Invalid(problems);
        }

        TempData[NhsSuccessTagHelper.Key] = grant ? "Granted." : "The request was closed; nothing was granted.";
        return Redirect("/admin/grants");
    }
}
