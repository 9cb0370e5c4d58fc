using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>What inviting somebody and adding a post share: the fields of a post and what can be chosen in them.</summary>
public abstract class PostPage(UserDirectory users, TimeProvider clock) : PageModel
{
    [BindProperty]
    public PostForm Form { get; set; } = new();

    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    protected UserDirectory Users => users;

    protected DateOnly Today => London.Day(clock.GetUtcNow());

    protected async Task ReadChoicesAsync(CancellationToken cancel)
    {
        var actor = User.RequireActor();
        var organisations = await users.OrganisationsAsync(actor, cancel);
        Organisations = [.. organisations.Select(PostForm.ToChoice)];
        Roles = PostForm.RolesOf(actor, organisations);
    }
}
