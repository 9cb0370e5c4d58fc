using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Identity.Office.Files;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Takes a file of users: shows what it would do, then applies it as a whole.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
[RequestSizeLimit(4 * LargestFile)]
public sealed class FileModel(UserFileDesk desk) : PageModel
{
    private const int LargestFile = 1024 * 1024;

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>The file that was checked, carried by the page itself, so that nothing waits on a server.</summary>
    [BindProperty]
    public string? Checked { get; set; }

    [BindProperty]
    public string? Mark { get; set; }

    public UserFileReport? Report { get; private set; }

    public static IEnumerable<string> Roles => Enum.GetValues<Role>().Where(role => !PostRules.TakesTwoPeople(role)).Select(Slug.Of);

    public static string Words(UserFileOutcome outcome) =>
        outcome switch
        {
            UserFileOutcome.Invite => "Invited",
            UserFileOutcome.AddPost => "Further post",
            UserFileOutcome.Move => "Moved",
            UserFileOutcome.Change => "Changed",
            UserFileOutcome.Same => "Here already, same",
            _ => "Refused",
        };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Upload is not { Length: > 0 and <= LargestFile } file)
        {
            ModelState.AddModelError(
                nameof(Upload),
                Upload is { Length: > 0 } ? "The file is larger than 1 MB. Divide it." : "Choose a CSV file with lines in it."
            );
            return this.Invalid();
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        Checked = Convert.ToBase64String(content.ToArray());
        ModelState.Clear();
        Report = await desk.CheckAsync(User.RequireActor(), content.ToArray(), cancel);
        if (Report.Problem is { } problem)
        {
            ModelState.AddModelError(nameof(Upload), problem);
            return this.Invalid();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancel)
    {
        var content = new byte[Checked?.Length ?? 0];
        if (!Convert.TryFromBase64String(Checked ?? string.Empty, content, out var length) || length == 0)
        {
            ModelState.AddModelError(nameof(Upload), "Choose the file again.");
            return this.Invalid();
        }

        var (report, problems) = await desk.ApplyAsync(User.RequireActor(), content[..length], Mark, cancel);
        Report = report;
        if (problems.Count > 0)
        {
            var answer = this.Invalid(problems, prefix: string.Empty);
            return problems[0].Field == OfficeRules.Stale ? this.Conflicted() : answer;
        }

        TempData[NhsSuccessTagHelper.Key] =
            $"The file was applied: {report.Count(UserFileOutcome.Invite)} invited, {report.Count(UserFileOutcome.AddPost)} further posts, "
            + $"{report.Count(UserFileOutcome.Move)} moved, {report.Count(UserFileOutcome.Change)} changed.";
        return Redirect("/admin/users/file");
    }
}
