using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>The quarterly list: each post is confirmed or ended.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class ConfirmModel(UserDirectory directory, PostDesk desk) : PageModel
{
    public IReadOnlyList<PostLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Lines = await directory.ToConfirmAsync(User.RequireActor(), cancel);

    public async Task<IActionResult> OnPostAsync(Guid post, bool end, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        var problems = end ? await desk.EndAsync(actor, post, null, cancel) : await desk.ConfirmAsync(actor, post, cancel);
        if (problems.Count > 0)
        {
            await OnGetAsync(cancel);
            return this.Invalid(problems);
        }

        TempData[NhsSuccessTagHelper.Key] = end ? "The post has ended." : "Confirmed for this quarter.";
        return Redirect("/admin/users/confirm");
    }
}
