using EpaccsWeb.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Check;

/// <summary>The public key for checking printed copies without a network.</summary>
public sealed class KeyModel(CopyDesk desk) : PageModel
{
    public IActionResult OnGet() => Content(desk.PublicKey, "application/x-pem-file");
}
