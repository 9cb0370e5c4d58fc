using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>A person's own account: who they are here, and when somebody signed in as them.</summary>
public sealed class SecurityModel(HomeReader reader) : PageModel
{
    public Actor Actor => User.RequireActor();

    public DateTimeOffset? Since => User.SignedInSince();

    public IReadOnlyList<SignInLine> SignIns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => SignIns = await reader.SignInsAsync(Actor, cancel);
}
