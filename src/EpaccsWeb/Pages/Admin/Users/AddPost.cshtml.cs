using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Gives a post to somebody who has an account, or asks a second administrator to.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class AddPostModel(UserDirectory users, PostDesk desk, IValidator<PostForm> validator, TimeProvider clock)
    : PostPage(users, clock)
{
    public string Name { get; private set; } = string.Empty;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        Form = PostForm.StartingOn(Today, User.RequireActor().OrganisationId);
        return await ReadAsync(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var problems = await desk.AddAsync(User.RequireActor(), id, Form.ToTerms(), Form.Reason, cancel);
        if (problems.Count > 0)
        {
            return this.Invalid(problems);
        }

        TempData[NhsSuccessTagHelper.Key] = PostRules.TakesTwoPeople(Form.Role!.Value)
            ? "Asked for. A second administrator has to grant it."
            : "The post was added.";
        return Redirect($"/admin/users/{id}");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        await ReadChoicesAsync(cancel);
        if (await Users.FindAsync(User.RequireActor(), id, cancel) is not { } found)
        {
            return false;
        }

        Name = found.User.DisplayName;
        return true;
    }
}
