using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Asks for a link to choose a new passphrase; the answer says nothing about who has an account.</summary>
public sealed class ForgottenModel(Enrolment enrolment) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public bool Asked { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (LookAlikes.Problem(Email) is { } problem)
        {
            ModelState.AddModelError(nameof(Email), problem);
            return this.Invalid();
        }

        switch (await enrolment.ForgottenAsync(Email!.Trim(), HttpContext, cancel))
        {
            case ForgottenOutcome.TooMany:
                ModelState.AddModelError(
                    nameof(Email),
                    "Too many links were asked for, for this e-mail address or from where you are. Use the last one you were sent, or try again in 15 minutes."
                );
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                break;
            case ForgottenOutcome.NotNow:
                ModelState.AddModelError(nameof(Email), "No link can be sent at the moment. Try again in some minutes.");
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            default:
                Asked = true;
                break;
        }

        return Page();
    }
}
