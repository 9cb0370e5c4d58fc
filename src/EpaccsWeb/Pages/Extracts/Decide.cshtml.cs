using EpaccsWeb.Access.Extracts;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>The privacy officer's decision about a request. Approving makes the file at once.</summary>
[RequirePermission(Permission.Audit)]
[RequireRecentFactor]
[MayUseExtracts(asks: false, decides: true)]
[DisableRequestTimeout]
public sealed class DecideModel(ExtractDesk desk, IValidator<DecisionForm> validator) : PageModel
{
    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    public ExtractRequest Asked { get; private set; } = null!;

    /// <summary>Why this officer may not decide; null when they may.</summary>
    public string? WhyNot => ExtractRules.WhyNotDecide(Asked, User.RequireActor());

    public static IReadOnlyList<Choice> Decisions { get; } =
    [
        new(nameof(ExtractDecision.Approve), "Approve", "The file is made now, which may take some minutes."),
        new(nameof(ExtractDecision.Refuse), "Refuse"),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var officer = User.RequireActor();
        var approves = Form.Decision is ExtractDecision.Approve;
        var problem = approves
            ? await desk.ApproveAsync(id, officer, cancel)
            : await desk.RefuseAsync(id, Form.Because!.Trim(), officer, cancel);
        if (problem is not null)
        {
            await FindAsync(id, cancel);
            ModelState.AddModelError(string.Empty, problem);
            return this.Conflicted();
        }

        TempData[NhsSuccessTagHelper.Key] = approves ? "Approved; the file was made." : "Refused; nothing was made.";
        return Redirect($"/extracts/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return false;
        }

        Asked = found;
        return true;
    }
}
