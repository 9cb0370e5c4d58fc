using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Identity.Office.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Organisations;

/// <summary>Organisations and teams within an administrator's reach.</summary>
[RequirePermission(Permission.Accounts)]
public sealed class IndexModel(OrganisationDirectory directory) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public OrganisationKind? Kind { get; set; }

    public IReadOnlyList<OrganisationLine> Lines { get; private set; } = [];

    public bool IsSystem => User.RequireActor().IsSystem();

    public async Task OnGetAsync(CancellationToken cancel) => Lines = await directory.ListAsync(User.RequireActor(), Kind, cancel);
}
