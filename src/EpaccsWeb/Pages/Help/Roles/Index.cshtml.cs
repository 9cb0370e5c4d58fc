using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Help.Roles;

/// <summary>What people of one role can do here, made from the permission table.</summary>
public sealed class IndexModel : PageModel
{
    public Role? Role { get; private set; }

    public Role Mine => User.RequireActor().Role;

    public IActionResult OnGet(string? role)
    {
        Role = Slug.Parse<Role>(role);
        return role is null || Role is not null ? Page() : NotFound();
    }
}
