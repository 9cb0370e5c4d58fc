using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Changes one's own passphrase.</summary>
[RequireRecentFactor]
public sealed class PassphraseModel(OwnAccount account) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(Current))
        {
            ModelState.AddModelError(nameof(Current), "Enter your passphrase.");
        }
        else if (Chosen != Again)
        {
            ModelState.AddModelError(nameof(Again), "The two passphrases are not the same.");
        }
        else if (await account.ChangePassphraseAsync(Current, Chosen, cancel) is { } problem)
        {
            ModelState.AddModelError(problem.Field, problem.Sentence);
        }
        else
        {
            TempData[NhsSuccessTagHelper.Key] = "Your passphrase was changed. Your other sessions were ended.";
            return RedirectToPage("/Account/Security");
        }

        return this.Invalid();
    }
}
