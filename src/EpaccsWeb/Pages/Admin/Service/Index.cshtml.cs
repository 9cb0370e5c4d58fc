using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Service;

/// <summary>How the service stands, and its settings; for system administrators.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class IndexModel(ServiceReport report, SettingsBook book, IValidator<SettingForm> validator) : PageModel
{
    [BindProperty]
    public SettingForm Form { get; set; } = new();

    /// <summary>The setting that is being changed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    public ServiceStanding State { get; private set; } = null!;

    public IReadOnlyList<SettingLine> Settings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!User.RequireActor().IsSystem())
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await ReadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!User.RequireActor().IsSystem())
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await ReadAsync(cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var problems = await book.SetAsync(User.RequireActor(), Name, Form.Value, Form.Reason, cancel);
        if (problems.Count > 0)
        {
            return this.Invalid(problems);
        }

        TempData[NhsSuccessTagHelper.Key] = "The setting was changed.";
        return Redirect("/admin/service");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        State = await report.ReadAsync(User.RequireActor(), cancel);
        Settings = await book.ReadAsync(cancel);
    }
}
