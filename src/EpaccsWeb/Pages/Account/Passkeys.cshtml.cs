using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Adds and removes one's own passkeys.</summary>
[RequireRecentFactor]
public sealed class PasskeysModel(OwnAccount account) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Passkey { get; set; }

    public OwnFactors Factors { get; private set; } = null!;

    public async Task OnGetAsync() => Factors = await account.FactorsAsync();

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await account.OfferPasskeyAsync(), "application/json");

    public async Task<IActionResult> OnPostAsync()
    {
        var problem = PlainText.Problem(Name, 50);
        if (problem is null && string.IsNullOrEmpty(Passkey))
        {
            problem = "No passkey was made. Use the button, on a device that can hold one.";
        }

        problem ??= await account.AddPasskeyAsync(Passkey, Name);
        if (problem is null)
        {
            TempData[NhsSuccessTagHelper.Key] = "The passkey was added. Your other sessions were ended.";
            return RedirectToPage("/Account/Security");
        }

        ModelState.AddModelError(nameof(Name), problem);
        Factors = await account.FactorsAsync();
        return this.Invalid();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id)
    {
        if (await account.RemovePasskeyAsync(id))
        {
            TempData[NhsSuccessTagHelper.Key] = "The passkey was removed. Your other sessions were ended.";
            return RedirectToPage("/Account/Security");
        }

        ModelState.AddModelError(nameof(Name), "That passkey is your only second factor, or is gone already. Add another first.");
        Factors = await account.FactorsAsync();
        return this.Invalid();
    }
}
