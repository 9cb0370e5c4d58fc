using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Help.Operating;

/// <summary>For operators: settings, what to watch, and how a node leaves; for anybody who is signed in.</summary>
public sealed class IndexModel : PageModel;
