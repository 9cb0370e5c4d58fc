using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>A person's own account: who they are here, their sessions and factors, and when somebody signed in as them.</summary>
public sealed class SecurityModel(HomeReader reader, Sessions sessions, OwnAccount account) : PageModel
{
    public Actor Actor => User.RequireActor();

    public DateTimeOffset? Since => User.SignedInSince();

    public Guid? ThisSession => User.SessionId();

    public IReadOnlyList<SignInLine> SignIns { get; private set; } = [];

    public IReadOnlyList<Session> Open { get; private set; } = [];

    public OwnFactors Factors { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        SignIns = await reader.SignInsAsync(Actor, cancel);
        Open = await sessions.OpenAsync(Actor.UserId, cancel);
        Factors = await account.FactorsAsync();
    }

    /// <summary>Ends another session of one's own.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid session, CancellationToken cancel)
    {
        TempData[NhsSuccessTagHelper.Key] = await sessions.EndAsync(Actor.UserId, session, Actor, cancel)
            ? "That session was ended."
            : "That session had ended already.";
        return RedirectToPage();
    }
}
