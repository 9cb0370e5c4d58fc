using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Help.DataSet;

/// <summary>What the standards ask for, and where each of it is held; for anybody who is signed in.</summary>
public sealed class IndexModel : PageModel;
