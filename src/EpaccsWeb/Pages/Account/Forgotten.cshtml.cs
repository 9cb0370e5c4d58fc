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

        await enrolment.ForgottenAsync(Email!.Trim(), HttpContext.Address(), cancel);
        Asked = true;
        return Page();
    }
}
