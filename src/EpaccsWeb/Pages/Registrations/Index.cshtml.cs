using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Registrations;

/// <summary>A practice confirms who is now registered with it, by NHS number; the page names nobody.</summary>
[RequirePermission(Permission.EditPerson)]
public sealed class IndexModel(RegistrationDesk desk) : PageModel
{
    private int waiting;

    [BindProperty]
    public string? Number { get; set; }

    public string WaitingWords =>
        waiting switch
        {
            0 => "Nobody waits for your practice to confirm.",
            1 => "1 person is said to have registered with you.",
            _ => $"{waiting} people are said to have registered with you.",
        };

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) => AnswerAsync(true, cancel);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) => AnswerAsync(false, cancel);

    private async Task<IActionResult> AnswerAsync(bool isOurs, CancellationToken cancel)
    {
        if (!NhsNumber.TryParse(Number, out var number))
        {
            ModelState.AddModelError(nameof(Number), "Enter the ten digits of an NHS number.");
        }
        else if (!await desk.AnswerAsync(number, isOurs, User.RequireActor(), cancel))
        {
            ModelState.AddModelError(nameof(Number), "Nobody with this NHS number waits for your practice.");
        }
        else
        {
            TempData[NhsSuccessTagHelper.Key] = isOurs
                ? "Confirmed. The person is registered with you."
                : "Answered: not registered with you.";
            return Redirect("/registrations");
        }

        await ReadAsync(cancel);
        return this.Invalid();
    }

    private async Task ReadAsync(CancellationToken cancel) => waiting = await desk.WaitingAsync(User.RequireActor(), cancel);
}
