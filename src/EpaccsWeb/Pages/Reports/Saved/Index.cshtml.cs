using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.Saved;

/// <summary>Reports kept under a name: own ones, and those that colleagues share.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(ReportKeeper keeper, IValidator<SaveForm> validator) : PageModel
{
    [BindProperty]
    public SaveForm Form { get; set; } = new();

    public IReadOnlyList<SavedReport> Reports { get; private set; } = [];

    public IReadOnlyList<Choice> Kinds { get; } = [.. ReportKind.All.Select(kind => new Choice(kind.Slug, kind.Title))];

    public Guid Me => User.RequireActor().UserId;

    public static ReportKind? KindOf(SavedReport report) => ReportKind.All.FirstOrDefault(kind => kind.Slug == report.Report);

    /// <summary>Where a saved report opens; a filter that it was saved with and does not take any more is left out.</summary>
    public static string AddressOf(SavedReport report, ReportKind kind) =>
        ReportFilterForm.Read(report.Filters).Only(kind.Takes).Address(kind.Path);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            await ReadAsync(cancel);
            return this.Invalid();
        }

        await keeper.SaveAsync(Form.Name!.Trim(), Form.Report!, Form.Cleaned(), Form.Shared is "yes", User.RequireActor(), cancel);
        TempData[NhsSuccessTagHelper.Key] = "The report is saved.";
        return Redirect("/reports/saved");
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancel)
    {
        if (!await keeper.DeleteAsync(id, User.RequireActor(), cancel))
        {
            return NotFound();
        }

        TempData[NhsSuccessTagHelper.Key] = "The saved report is deleted. The figures are untouched.";
        return Redirect("/reports/saved");
    }

    private async Task ReadAsync(CancellationToken cancel) => Reports = await keeper.SavedAsync(User.RequireActor(), cancel);
}
