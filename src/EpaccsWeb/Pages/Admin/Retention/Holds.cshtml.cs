using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>Records that are kept for longer, by reference; keeping one, and letting it go.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
[RequireRecentFactor]
[MayManageRetention]
public sealed class HoldsModel(RetentionDesk desk, IValidator<HoldForm> holds, IValidator<LiftForm> lifts) : PageModel
{
    [BindProperty]
    public HoldForm Form { get; set; } = new();

    [BindProperty]
    public LiftForm Lift { get; set; } = new();

    public IReadOnlyList<RecordHold> Holds { get; private set; } = [];

    public bool MayLift => RetentionRules.MayLift(User.RequireActor());

    private DateOnly Today => desk.Today;

    /// <summary>Until when it holds, in words.</summary>
    public string Until(RecordHold hold)
    {
        if (hold.UntilOn is not { } last)
        {
            return "It is lifted";
        }

        return hold.Holds(Today) ? London.Show(last) : $"{London.Show(last)}, which is over";
    }

    /// <summary>The hold that is being lifted.</summary>
    [BindProperty(SupportsGet = true, Name = "hold")]
    public Guid? Lifting { get; set; }

    public async Task OnGetAsync(CancellationToken cancel) => Holds = await desk.HoldsAsync(User.RequireActor(), cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await holds.IsValidAsync(Form, ModelState, cancel))
        {
            return await AgainAsync(cancel);
        }

        var problem = await desk.HoldAsync(NhsNumber.Parse(Form.Number!), Form.Reason!.Trim(), Form.UntilDay, User.RequireActor(), cancel);
        if (problem is not null)
        {
            ModelState.AddModelError($"Form.{problem.Field}", problem.Sentence);
            return await AgainAsync(cancel);
        }

        TempData[NhsSuccessTagHelper.Key] = "The record is kept for longer.";
        return Redirect("/admin/retention/holds");
    }

    public async Task<IActionResult> OnPostLiftAsync(CancellationToken cancel)
    {
        Lifting = Lift.Hold;
        if (!await lifts.IsValidAsync(Lift, ModelState, cancel, nameof(Lift)))
        {
            return await AgainAsync(cancel);
        }

        if (await desk.LiftAsync(Lift.Hold ?? Guid.Empty, Lift.Because!.Trim(), User.RequireActor(), cancel) is { } problem)
        {
            ModelState.AddModelError(string.Empty, problem);
            await OnGetAsync(cancel);
            return this.Conflicted();
        }

        TempData[NhsSuccessTagHelper.Key] = "The record is not kept for longer any more.";
        return Redirect("/admin/retention/holds");
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        return this.Invalid();
    }
}
