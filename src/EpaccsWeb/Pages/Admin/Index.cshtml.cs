using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin;

/// <summary>Where the pages of administration and audit are found, as far as the post goes.</summary>
[RequirePermission(Permission.Accounts, Permission.Audit)]
public sealed class IndexModel : PageModel
{
    public IEnumerable<OfficePage> Pages => OfficePages.Of(User.RequireActor().Role);
}
