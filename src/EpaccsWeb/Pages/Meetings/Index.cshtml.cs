using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Meetings;

/// <summary>The organisation's palliative meetings, and the start of another.</summary>
[RequirePermission(Permission.ConsentAndTeam)]
public sealed class IndexModel(MeetingDesk desk, IValidator<StartForm> validator) : PageModel
{
    private int count;

    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    [BindProperty]
    public StartForm Form { get; set; } = new();

    public IReadOnlyList<Meeting> Meetings { get; private set; } = [];

    /// <summary>The one that goes on; another waits until it is closed.</summary>
    public Meeting? Open => Meetings.FirstOrDefault(meeting => meeting.IsOpen);

    public int Pages => Paging.Pages(count, MeetingDesk.PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Form.HeldOn = DateParts.From(desk.Today);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await validator.IsValidAsync(Form, ModelState, cancel))
        {
            var day = Form.HeldOn.ToDay()!.Value;
            if (day > desk.Today)
            {
                ModelState.AddModelError("Form.HeldOn", "Day of the meeting must be today or in the past.");
            }
            else if (await desk.StartAsync(day, Form.Attendees!, User.RequireActor(), cancel) is { } meeting)
            {
                return Redirect($"/meetings/{meeting.Id}");
            }
            else
            {
                ModelState.AddModelError(string.Empty, "A meeting of your organisation is open already. Go on with it, or close it first.");
            }
        }

        await ReadAsync(cancel);
        return this.Invalid();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 10_000);
        (Meetings, count) = await desk.ListAsync(User.RequireActor(), P, cancel);
    }
}

/// <summary>What is typed to start a meeting.</summary>
public sealed class StartForm
{
    public DateParts HeldOn { get; set; } = new();

    [Longest(Meeting.LongestAttendees)]
    public string? Attendees { get; set; }

    public sealed class Validator : FormValidator<StartForm>
    {
        public Validator()
        {
            this.RequiredDate(form => form.HeldOn, "Day of the meeting");
            RuleFor(form => form.Attendees).NotEmpty().WithMessage("Write who is there.");
        }
    }
}
