using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Chooses the post that a person works in.</summary>
public sealed class PostModel(SignInDesk desk) : PageModel
{
    [BindProperty]
    public string? PostId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        PostId = User.RequireActor().PostId.ToString();
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Guid.TryParse(PostId, out var postId) && await desk.ChoosePostAsync(postId, cancel))
        {
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
        }

        await ReadAsync(cancel);
        ModelState.AddModelError(nameof(PostId), "Choose one of your posts.");
        return this.Invalid();
    }

    private async Task ReadAsync(CancellationToken cancel) =>
        Choices = [
            .. (await desk.PostsAsync(User.RequireActor().UserId, cancel)).Select(post => new Choice(
                post.PostId.ToString(),
                post.PostInWords
            )),
        ];
}
