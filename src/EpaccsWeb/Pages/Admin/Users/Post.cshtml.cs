using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Changes, moves or ends one post.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class PostModel(UserDirectory directory, PostDesk desk, IValidator<ChangePostForm> validator, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ChangePostForm Form { get; set; } = new();

    /// <summary>The post as the page showed it.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public PostLine Line { get; private set; } = null!;

    public string Now => Line.Post.InWords(Line.Organisation.OdsCode);

    private DateOnly Today => London.Day(clock.GetUtcNow());

    public PostChoices Choices { get; private set; } = new([], []);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid postId, CancellationToken cancel)
    {
        if (!await ReadAsync(id, postId, cancel))
        {
            return NotFound();
        }

        Form = ChangePostForm.Of(Line.Post, Today);
        return Page();
    }

    public Task<IActionResult> OnPostChangeAsync(Guid id, Guid postId, CancellationToken cancel) =>
        DoAsync(
            id,
            postId,
            by => desk.ChangeAsync(by, postId, Form.Senior, Form.Urgent, Form.EndsOn.ToDay(), Seen, cancel),
            "The post was changed.",
            cancel
        );

    public Task<IActionResult> OnPostMoveAsync(Guid id, Guid postId, CancellationToken cancel) =>
        DoAsync(
            id,
            postId,
            by => desk.MoveAsync(by, postId, Form.To ?? Guid.Empty, Form.StartsOn.ToDay() ?? Today, null, Seen, cancel),
            "The post was moved.",
            cancel
        );

    public Task<IActionResult> OnPostEndAsync(Guid id, Guid postId, CancellationToken cancel) =>
        DoAsync(id, postId, by => desk.EndAsync(by, postId, Form.HandTo, cancel), "The post has ended.", cancel);

    private async Task<IActionResult> DoAsync(
        Guid id,
        Guid postId,
        Func<Actor, Task<IReadOnlyList<SectionProblem>>> change,
        string receipt,
        CancellationToken cancel
    )
    {
        if (!await ReadAsync(id, postId, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var actor = User.RequireActor();
        return this.Answer(await change(actor), receipt, id == actor.UserId ? "/" : $"/admin/users/{id}");
    }

    private async Task<bool> ReadAsync(Guid id, Guid postId, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        var found = await directory.FindAsync(actor, id, cancel);
        if (found?.Posts.FirstOrDefault(line => line.Post.Id == postId) is not { } line)
        {
            return false;
        }

        Line = line;
        Choices = await PostChoices.ReadAsync(directory, actor, line, cancel);
        return true;
    }
}
