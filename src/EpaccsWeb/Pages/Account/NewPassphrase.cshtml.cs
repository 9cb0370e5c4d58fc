using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Where the link for a forgotten passphrase leads. It never goes past the second factor.</summary>
public sealed class NewPassphraseModel(Enrolment enrolment) : PageModel
{
    [BindProperty]
    public string? Passphrase { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool Works { get; private set; }

    public bool NeedsCode { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        await ReadAsync(token, cancel);
        return Works ? Page() : this.Invalid();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        await ReadAsync(token, cancel);
        if (!Works)
        {
            return this.Invalid();
        }

        if (!string.IsNullOrEmpty(Passphrase) && Passphrase != Again)
        {
            ModelState.AddModelError(nameof(Again), "The two passphrases are not the same.");
            return this.Invalid();
        }

        if (await enrolment.NewPassphraseAsync(token, Passphrase, Code, cancel) is { } refused)
        {
            ModelState.AddModelError(refused.Field, refused.Sentence);
            return this.Invalid();
        }

        TempData[NhsSuccessTagHelper.Key] = "Your passphrase was changed. Sign in with it.";
        return RedirectToPage("/Account/SignIn");
    }

    private async Task ReadAsync(string token, CancellationToken cancel)
    {
        if (await enrolment.FindLinkAsync(token, cancel) is { } link)
        {
            (Works, NeedsCode) = (true, link.NeedsCode);
        }
    }
}
