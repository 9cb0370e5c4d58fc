using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Invites somebody into a post.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class NewModel(UserDirectory directory, AccountDesk desk, IValidator<PostForm> validator, TimeProvider clock)
    : PostPage(directory, clock)
{
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Form = PostForm.StartingOn(Today, User.RequireActor().OrganisationId);
        await ReadChoicesAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadChoicesAsync(cancel);
        Form.IsInvitation = true;
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var invited = await desk.InviteAsync(User.RequireActor(), Form.Email!, Form.Name!, Form.ToTerms(), Form.Reason, cancel);
        if (invited.User is not { } user)
        {
            return this.Invalid(invited.Problems);
        }

        TempData[NhsSuccessTagHelper.Key] = invited.IsNew
            ? $"{user.DisplayName} was invited. The link works for 7 days."
            : $"{user.DisplayName} has an account already and was given the post.";
        return Redirect($"/admin/users/{user.Id}");
    }
}
