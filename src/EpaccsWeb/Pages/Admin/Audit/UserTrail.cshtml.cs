using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Audit;

/// <summary>What one user did, and whether they keep emergency access.</summary>
[RequirePermission(Permission.Audit)]
public sealed class UserTrailModel(AuditTrailReader reader, BreakGlassReviews reviews, IValidator<SuspensionForm> validator) : PageModel
{
    [BindProperty]
    public SuspensionForm Form { get; set; } = new();

    public TrailUser Account { get; private set; } = null!;

    public BreakGlassStanding Standing { get; private set; } = new(0, Suspended: false);

    public IReadOnlyList<BreakGlassSuspension> Suspensions { get; private set; } = [];

    public TrailFilter Filter { get; private set; } = null!;

    public TrailPage Trail { get; private set; } = new([], 0);

    public int P { get; private set; } = 1;

    public int Pages => Paging.Pages(Trail.Count, AuditTrailReader.PageSize);

    public async Task<IActionResult> OnGetAsync(Guid userId, CancellationToken cancel) =>
        await ShowAsync(userId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid userId, CancellationToken cancel)
    {
        if (!await ShowAsync(userId, cancel))
        {
            return NotFound();
        }

        if (Form.Suspends == Standing.Suspended)
        {
            return StandsAlready();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        if (!await reviews.SuspendAsync(userId, Form.Suspends!.Value, Form.Reason!, User.RequireActor(), cancel))
        {
            await ReadStandingAsync(userId, cancel);
            return StandsAlready();
        }

        TempData[NhsSuccessTagHelper.Key] = Form.Suspends.Value ? "Emergency access suspended." : "Emergency access allowed again.";
        return Redirect($"/admin/audit/users/{userId}");
    }

    /// <summary>Somebody else was first, or the form came twice: nothing is changed, and the page shows how it stands.</summary>
    private PageResult StandsAlready()
    {
        ModelState.AddModelError(
            string.Empty,
            $"Emergency access is {(Standing.Suspended ? "suspended" : "allowed")} already, so nothing was changed. What was decided, by whom and why, is shown below."
        );
        return this.Conflicted();
    }

    private async Task<bool> ShowAsync(Guid userId, CancellationToken cancel)
    {
        if (await reader.UserAsync(userId, cancel) is not { } account)
        {
            return false;
        }

        (Account, P) = (account, int.TryParse(Request.Query["p"], out var page) ? Math.Clamp(page, 1, 100_000) : 1);
        Filter = TrailForm.Read(Request.Query, reader.Today) with { UserId = userId };
        Trail = await reader.ReadAsync(Filter, P, User.RequireActor(), cancel);
        await ReadStandingAsync(userId, cancel);
        return true;
    }

    private async Task ReadStandingAsync(Guid userId, CancellationToken cancel)
    {
        Standing = await reviews.StandingAsync(userId, cancel);
        Suspensions = await reviews.SuspensionsAsync(userId, cancel);
    }
}
