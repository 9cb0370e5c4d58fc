using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Meetings;

/// <summary>What a meeting agreed, person by person, for the screen and for paper. Every look is audited as a print.</summary>
[RequirePermission(Permission.ConsentAndTeam)]
public sealed class MinutesModel(MeetingDesk desk, AgendaReader reader, TimeProvider clock) : PageModel
{
    public Meeting Meeting { get; private set; } = null!;

    public Minutes Minutes { get; private set; } = new([], 0);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Organisation => User.RequireActor().OrganisationName;

    public async Task<IActionResult> OnGetAsync(Guid meeting, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        if (await desk.FindAsync(meeting, actor, cancel) is not { } found)
        {
            return NotFound();
        }

        Meeting = found;
        Minutes = await reader.MinutesAsync(found, actor, cancel);
        return Page();
    }
}
