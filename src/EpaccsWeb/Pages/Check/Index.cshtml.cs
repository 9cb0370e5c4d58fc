using EpaccsWeb.Access;
using EpaccsWeb.Domain.Printing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Check;

/// <summary>Is this printed copy genuine and current? Works signed out and tells nothing about the person.</summary>
public sealed class IndexModel(CopyDesk desk, TimeProvider clock) : PageModel
{
    public CopyStanding Standing { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public CopyCode? Code { get; private set; }

    public async Task OnGetAsync(string code, CancellationToken cancel) => (Standing, Code) = await desk.CheckAsync(code, cancel);
}
