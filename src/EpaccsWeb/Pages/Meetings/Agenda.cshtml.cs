using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Meetings;

/// <summary>Whom the meeting is to speak of and why, in order; those spoken of are marked.</summary>
[RequirePermission(Permission.ConsentAndTeam)]
public sealed class AgendaModel(MeetingDesk desk, AgendaReader reader, IValidator<AttendeesForm> validator) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    [BindProperty]
    public AttendeesForm Form { get; set; } = new();

    /// <summary>What stood there when the page was made: somebody else may have written meanwhile.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    /// <summary>What somebody else has written meanwhile, beside what was typed here.</summary>
    public string? Theirs { get; private set; }

    public Agenda Listed { get; private set; } = new([]);

    public int Pages => Paging.Pages(Listed.Count, AgendaReader.PageSize);

    public async Task<IActionResult> OnGetAsync(Guid meeting, CancellationToken cancel)
    {
        if (await desk.FindAsync(meeting, User.RequireActor(), cancel) is not { } found)
        {
            return NotFound();
        }

        if (!found.IsOpen)
        {
            return Redirect($"/meetings/{meeting}/minutes");
        }

        (Form.Attendees, Seen) = (found.Attendees, found.Attendees);
        return await ShowAsync(found, cancel);
    }

    public async Task<IActionResult> OnPostAttendeesAsync(Guid meeting, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        if (await desk.FindAsync(meeting, actor, cancel) is not { IsOpen: true } found)
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            await ShowAsync(found, cancel);
            return this.Invalid();
        }

        if (await desk.AttendAsync(meeting, Form.Attendees!, Seen, actor, cancel))
        {
            TempData[NhsSuccessTagHelper.Key] = "Saved who is there.";
            return Redirect($"/meetings/{meeting}");
        }

        found = (await desk.FindAsync(meeting, actor, cancel))!;
        Theirs = found.IsOpen ? found.Attendees : null;
        Seen = Theirs ?? Seen;
        ModelState.AddModelError(
            Theirs is null ? string.Empty : "Form.Attendees",
            Theirs is null ? AttendeesForm.Closed : AttendeesForm.Changed
        );
        await ShowAsync(found, cancel);
        return this.Conflicted();
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid meeting, CancellationToken cancel)
    {
        if (await desk.CloseAsync(meeting, User.RequireActor(), cancel))
        {
            TempData[NhsSuccessTagHelper.Key] = "The meeting is closed. These are its minutes.";
            return Redirect($"/meetings/{meeting}/minutes");
        }

        return NotFound();
    }

    private async Task<IActionResult> ShowAsync(Meeting found, CancellationToken cancel)
    {
        Meeting = found;
        P = Math.Clamp(P, 1, 10_000);
        Listed = await reader.ReadAsync(found, P, User.RequireActor(), cancel);
        return Page();
    }
}
