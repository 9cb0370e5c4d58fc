using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.ListSizes;

/// <summary>Records how many people are registered with a practice: one's own, or one of the coordinator's area.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(ReportKeeper keeper, IValidator<ListSizeForm> validator) : PageModel
{
    [BindProperty]
    public ListSizeForm Form { get; set; } = new();

    public IReadOnlyList<Choice> Practices { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        Form.On.TryRead(out var on);
        if (on > keeper.Today)
        {
            ModelState.AddModelError("Form.On", "Counted on must be today or in the past.");
            return this.Invalid();
        }

        if (!await keeper.SizeAsync(Form.Practice!, Form.Number()!.Value, on, User.RequireActor(), cancel))
        {
            ModelState.AddModelError("Form.Practice", "Choose a practice from the list.");
            return this.Invalid();
        }

        TempData[NhsSuccessTagHelper.Key] = "The list size is recorded.";
        return Redirect("/reports/register");
    }

    private async Task ReadAsync(CancellationToken cancel) =>
        Practices = [
            .. (await keeper.PracticesAsync(User.RequireActor(), cancel)).Select(row => new Choice(
                row.OdsCode,
                $"{row.Name} ({row.OdsCode})"
            )),
        ];
}
