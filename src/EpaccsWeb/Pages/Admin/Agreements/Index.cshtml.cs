using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Agreements;

/// <summary>Agreements to share within an area: while one holds, the area's coordinators see true counts on screen.</summary>
[RequirePermission(Permission.Accounts, Permission.Audit)]
public sealed class IndexModel(ReportKeeper keeper, IValidator<AgreementForm> validator) : PageModel
{
    [BindProperty]
    public AgreementForm Form { get; set; } = new();

    public IReadOnlyList<(AreaAgreement Agreement, string Organisation)> Agreements { get; private set; } = [];

    public IReadOnlyList<Choice> Boards { get; private set; } = [];

    public DateOnly Today => keeper.Today;

    /// <summary>An administrator of one organisation does not decide for an area.</summary>
    private bool MayDecide => User.RequireActor().Role is Role.SystemAdministrator or Role.PrivacyOfficer;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!MayDecide)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await ReadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!MayDecide)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await ReadAsync(cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        if (
            !await keeper.AgreeAsync(
                Form.Organisation!,
                Form.FromDay!.Value,
                Form.ToDay,
                Form.Reference!.Trim(),
                User.RequireActor(),
                cancel
            )
        )
        {
            ModelState.AddModelError(
                "Form.Organisation",
                "This is no care board, or it holds an agreement for these days already. End that one first."
            );
            return this.Invalid();
        }

        TempData[NhsSuccessTagHelper.Key] = "The agreement is recorded.";
        return Redirect("/admin/agreements");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        if (!MayDecide)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        TempData[NhsSuccessTagHelper.Key] = await keeper.EndAgreementAsync(id, User.RequireActor(), cancel) switch
        {
            null => "The agreement had ended already.",
            true => "The agreement has ended. True counts are shown on the days of the other one that is still listed.",
            false => "The agreement has ended. True counts are hidden from now on.",
        };
        return Redirect("/admin/agreements");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Agreements = await keeper.AgreementsAsync(cancel);
        Boards = [.. (await keeper.CareBoardsAsync(cancel)).Select(row => new Choice(row.OdsCode, $"{row.Name} ({row.OdsCode})"))];
    }
}
