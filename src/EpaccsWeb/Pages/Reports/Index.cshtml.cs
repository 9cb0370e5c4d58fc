using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Lists the reports.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel : PageModel;
