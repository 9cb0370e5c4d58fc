using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>One's own account: who one is here, sessions and factors, the home postcode, and when somebody signed in.</summary>
public sealed class SecurityModel(HomeReader reader, Sessions sessions, OwnAccount account, HomePostcodes homes) : PageModel
{
    [BindProperty]
    public string? HomePostcode { get; set; }

    public Actor Actor => User.RequireActor();

    public DateTimeOffset? Since => User.SignedInSince();

    public Guid? ThisSession => User.SessionId();

    public IReadOnlyList<SignInLine> SignIns { get; private set; } = [];

    public IReadOnlyList<Session> Open { get; private set; } = [];

    public OwnFactors Factors { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HomePostcode = await homes.OwnAsync(Actor, cancel);
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostPostcodeAsync(CancellationToken cancel)
    {
        string? key = null;
        if (HomePostcode.OrNull() is { } typed && !Postcode.TryKey(typed, out key))
        {
            ModelState.AddModelError(nameof(HomePostcode), "Enter a UK postcode, such as VY1 4AP, or leave it blank.");
            await ReadAsync(cancel);
            return this.Invalid();
        }

        await homes.KeepAsync(key, Actor, cancel);
        TempData[NhsSuccessTagHelper.Key] = key is null ? "No home postcode is kept for you." : "Your home postcode is kept.";
        return RedirectToPage();
    }

    /// <summary>Ends another session of one's own.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid session, CancellationToken cancel)
    {
        TempData[NhsSuccessTagHelper.Key] = await sessions.EndAsync(Actor.UserId, session, Actor, cancel)
            ? "That session was ended."
            : "That session had ended already.";
        return RedirectToPage();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        SignIns = await reader.SignInsAsync(Actor, cancel);
        Open = await sessions.OpenAsync(Actor.UserId, cancel);
        Factors = await account.FactorsAsync();
    }
}
