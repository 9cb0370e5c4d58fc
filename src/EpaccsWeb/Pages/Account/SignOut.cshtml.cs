using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Ends the session; only by a form, never by following a link.</summary>
public sealed class SignOutModel(SignInDesk desk) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await desk.SignOutAsync(cancel);
        return RedirectToPage("/Account/SignIn");
    }
}
