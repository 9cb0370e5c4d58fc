using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Meetings;

/// <summary>Leads to the next person on the agenda who was not spoken of yet; to the agenda when all were. It shows nothing itself.</summary>
[RequirePermission(Permission.ConsentAndTeam)]
public sealed class NextModel(MeetingDesk desk, AgendaReader reader) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid meeting, Guid? after, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        if (await desk.FindAsync(meeting, actor, cancel) is not { } found)
        {
            return NotFound();
        }

        // A receipt of the save before is for the page that comes.
        TempData.Keep();
        var next = found.IsOpen ? await reader.NextAsync(found, after, actor, cancel) : null;
        return Redirect(next is { } person ? $"/records/{person}/meetings/{meeting}" : $"/meetings/{meeting}");
    }
}
