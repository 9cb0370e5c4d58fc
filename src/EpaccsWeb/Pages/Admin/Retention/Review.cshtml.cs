using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>One record whose period is over: the review before destruction, and the decision of a second person.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
[RequireRecentFactor]
[MayManageRetention]
public sealed class ReviewModel(RetentionDesk desk, IValidator<ReviewForm> reviews, IValidator<DestructionForm> decisions) : PageModel
{
    [BindProperty]
    public ReviewForm Form { get; set; } = new();

    [BindProperty]
    public DestructionForm Decision { get; set; } = new();

    public RecordOverCase Case { get; private set; } = null!;

    /// <summary>Why this post may not decide what waits; null when it may.</summary>
    public string? WhyNot => Case.Waiting is { } waiting ? RetentionRules.WhyNotDecide(waiting, User.RequireActor()) : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        if (!await reviews.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var problem = await desk.AskAsync(id, Form.Review!.Trim(), User.RequireActor(), cancel);
        return Answer(problem, "Asked for. Another person has to decide.", $"/admin/retention/{id}");
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        if (Case.Waiting is not { } waiting)
        {
            return Answer("This request has been decided already.", "", "");
        }

        if (!await decisions.IsValidAsync(Decision, ModelState, cancel, nameof(Decision)))
        {
            return this.Invalid();
        }

        var actor = User.RequireActor();
        return Decision.Decision is DestructionDecision.Destroy
            ? Answer(await desk.DestroyAsync(waiting.Id, actor, cancel), "The record was destroyed.", "/admin/retention")
            : Answer(
                await desk.RefuseAsync(waiting.Id, Decision.Because!.Trim(), actor, cancel),
                "Refused; the record stays.",
                $"/admin/retention/{id}"
            );
    }

    private IActionResult Answer(string? problem, string receipt, string address)
    {
        if (problem is not null)
        {
            ModelState.AddModelError(string.Empty, problem);
            return this.Conflicted();
        }

        TempData[NhsSuccessTagHelper.Key] = receipt;
        return Redirect(address);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return false;
        }

        Case = found;
        return true;
    }
}
