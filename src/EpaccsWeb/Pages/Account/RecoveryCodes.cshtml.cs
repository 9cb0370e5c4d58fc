using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Makes new recovery codes and shows them once.</summary>
[RequireRecentFactor]
public sealed class RecoveryCodesModel(OwnAccount account) : PageModel
{
    public IReadOnlyList<string>? Codes { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if ((await account.FactorsAsync()).None)
        {
            return RedirectToPage("/Account/Security");
        }

        Codes = await account.NewRecoveryCodesAsync();
        return Page();
    }
}
