using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Roles;

/// <summary>The permission table as it is in force, with its limits in words.</summary>
[RequirePermission(Permission.Accounts, Permission.Audit)]
public sealed class IndexModel : PageModel;
