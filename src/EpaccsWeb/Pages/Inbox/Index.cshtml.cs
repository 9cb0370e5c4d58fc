using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Inbox;

/// <summary>What changed in the plans that an organisation cares for, and whether somebody has taken note.</summary>
[RequirePermission(Permission.WholeRecord)]
public sealed class IndexModel(InboxReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    /// <summary>Those that were taken note of as well.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public InboxPage Notices { get; private set; } = new([], [], 0);

    public int Pages => Paging.Pages(Notices.Count, InboxReader.PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        Notices = await reader.ReadAsync(User.RequireActor(), All, P, cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid notice, CancellationToken cancel)
    {
        if (!await reader.AcknowledgeAsync(notice, User.RequireActor(), cancel))
        {
            return NotFound();
        }

        TempData[NhsSuccessTagHelper.Key] = "Taken note of.";
        return Redirect("/inbox");
    }
}
