using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>One account: its posts, whether it is in use, and what was changed.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class AccountModel(
    UserDirectory directory,
    AccountDesk desk,
    Invitations invitations,
    FactorResets resets,
    IValidator<ReasonForm> validator
) : PageModel
{
    [BindProperty]
    public ReasonForm Form { get; set; } = new();

    /// <summary>How the administrator knows that somebody has lost their factor.</summary>
    [BindProperty]
    public ReasonForm Reset { get; set; } = new();

    public UserDetail Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        return !await validator.IsValidAsync(Form, ModelState, cancel)
            ? this.Invalid()
            : Answer(
                id,
                await desk.DisableAsync(User.RequireActor(), id, Form.Reason, cancel),
                "The account is disabled, and its sessions end within seconds."
            );
    }

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancel) =>
        DoAsync(id, by => desk.EnableAsync(by, id, cancel), "The account is enabled.", cancel);

    public Task<IActionResult> OnPostResendAsync(Guid id, CancellationToken cancel) =>
        DoAsync(
            id,
            async by => ReasonForm.Unless(await invitations.ResendAsync(id, by, cancel) is not null),
            "A new link was sent. It works for 7 days; earlier links work no more.",
            cancel
        );

    public Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel) =>
        DoAsync(
            id,
            async by => ReasonForm.Unless(await invitations.RevokeAsync(id, by, cancel)),
            "The invitation was taken back: its link works no more.",
            cancel
        );

    public async Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (await resets.AskAsync(id, Reset.Reason, User.RequireActor(), cancel) is { } problem)
        {
            ModelState.AddModelError("Reset.Reason", problem);
            return this.Invalid();
        }

        return Answer(id, [], "Asked for. A second administrator has to agree.");
    }

    private async Task<IActionResult> DoAsync(
        Guid id,
        Func<Actor, Task<IReadOnlyList<SectionProblem>>> change,
        string receipt,
        CancellationToken cancel
    ) => await ReadAsync(id, cancel) ? Answer(id, await change(User.RequireActor()), receipt) : NotFound();

    private IActionResult Answer(Guid id, IReadOnlyList<SectionProblem> problems, string receipt) =>
        this.Answer(problems, receipt, $"/admin/users/{id}");

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        Found = (await directory.FindAsync(User.RequireActor(), id, cancel))!;
        return Found is not null;
    }
}
