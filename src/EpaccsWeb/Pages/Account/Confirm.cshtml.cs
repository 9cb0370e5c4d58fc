using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Shows a second factor again before something that needs a recent one.</summary>
public sealed class ConfirmModel(OwnAccount account) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Passkey { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        AnswerAsync(
            string.IsNullOrWhiteSpace(Code) ? "Enter the code." : null,
            "That code is not right, or was used before. After 10 failed tries an account is closed for 15 minutes.",
            cancel
        );

    public Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancel) =>
        AnswerAsync(
            string.IsNullOrEmpty(Passkey) ? "Use the passkey, or enter a code." : null,
            "That is not one of your passkeys.",
            cancel
        );

    private async Task<IActionResult> AnswerAsync(string? missing, string refusal, CancellationToken cancel)
    {
        if (missing is null && await account.ConfirmAsync(Code, Passkey, cancel))
        {
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/account/security");
        }

        ModelState.AddModelError(nameof(Code), missing ?? refusal);
        return this.Invalid();
    }
}
