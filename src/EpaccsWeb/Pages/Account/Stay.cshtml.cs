using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>"Stay signed in": reaching this page is use, so the idle time starts again.</summary>
public sealed class StayModel(IPageFrame frame) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    /// <summary>The script asks how long it is now; without script the way leads home.</summary>
    public IActionResult OnPost() =>
        Request.Headers.Accept == "application/json"
            ? new JsonResult(new { idle = frame.SessionEnd?.IdleSeconds ?? 0 })
            : LocalRedirect("/");
}
