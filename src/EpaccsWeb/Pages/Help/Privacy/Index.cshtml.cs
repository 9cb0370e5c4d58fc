using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Help.Privacy;

/// <summary>What is held about people, why, who sees it, and what they may ask for; readable without signing in.</summary>
public sealed class IndexModel : PageModel;
