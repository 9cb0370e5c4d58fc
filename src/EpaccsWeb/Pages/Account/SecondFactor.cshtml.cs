using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>The second half of a sign-in by passphrase.</summary>
public sealed class SecondFactorModel(SignInDesk desk) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Passkey { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await desk.IsHalfSignedInAsync() ? Page() : RedirectToPage("/Account/SignIn", new { ReturnUrl });

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.AddModelError(nameof(Code), "Enter the code.");
            return this.Invalid();
        }

        return this.Answer(
            await desk.FinishAsync(Code, cancel),
            ReturnUrl,
            nameof(Code),
            "That code is not right, or was used before. After 10 failed tries an account is closed for 15 minutes."
        );
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancel) =>
        this.Answer(
            await desk.SignInByPasskeyAsync(Passkey ?? string.Empty, cancel),
            ReturnUrl,
            nameof(Code),
            "We could not sign you in with that passkey. It may be for another site, or have been removed."
        );
}
