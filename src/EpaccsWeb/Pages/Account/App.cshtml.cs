using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Takes an authenticator app into use, or out of it.</summary>
[RequireRecentFactor]
public sealed class AppModel(OwnAccount account) : PageModel
{
    [BindProperty]
    public string? AppKey { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public OwnFactors Factors { get; private set; } = null!;

    public AppKeyOffer Offer { get; private set; } = null!;

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await account.AddAppAsync(AppKey, Code ?? string.Empty, cancel))
        {
            TempData[NhsSuccessTagHelper.Key] = "The authenticator app is in use. Make recovery codes too. Your other sessions were ended.";
            return RedirectToPage("/Account/Security");
        }

        return await RefusedAsync("That code is not right. Enter the six digits that the app shows now for EpaccsWeb.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        if (await account.RemoveAppAsync(cancel))
        {
            TempData[NhsSuccessTagHelper.Key] = "The authenticator app was removed. Your other sessions were ended.";
            return RedirectToPage("/Account/Security");
        }

        return await RefusedAsync("The app is your only second factor, or was removed already. Add a passkey first.");
    }

    private async Task<IActionResult> RefusedAsync(string sentence)
    {
        ModelState.AddModelError(nameof(Code), sentence);
        await ReadAsync();
        return this.Invalid();
    }

    private async Task ReadAsync()
    {
        Factors = await account.FactorsAsync();
        Offer = await account.OfferAppAsync(AppKey);
    }
}
