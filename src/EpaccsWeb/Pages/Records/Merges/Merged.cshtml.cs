using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Merges;

/// <summary>A record that was put together with another one, to be read as it stood; and the way to take that back.</summary>
[RecordPage(RecordPart.Merged)]
public sealed class MergedModel(OpenRecord record) : PageModel
{
    [BindProperty]
    [Longest(1000)]
    public string? Because { get; set; }

    public RecordMerge Merge { get; private set; } = null!;

    public IReadOnlyList<SectionView> Sections { get; private set; } = [];

    public bool MayUndo => record.Grant.May(Permission.EndRecord);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        record.Grant.MergedInto is null ? Redirect($"/records/{record.PatientId}") : await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (record.Grant.MergedInto is null)
        {
            return Redirect($"/records/{record.PatientId}");
        }

        var problem = string.IsNullOrWhiteSpace(Because)
            ? "Say why the two records are not of one person, or why they are taken apart."
            : PlainText.Problem(Because, 1000);
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(Because), problem);
            await ShowAsync(cancel);
            return this.Invalid();
        }

        if (await record.UndoMergeAsync(Because!, cancel) is SaveOutcome.Saved)
        {
            TempData[NhsSuccessTagHelper.Key] = "Taken back: both records are as they were before.";
        }

        return Redirect($"/records/{record.PatientId}");
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancel)
    {
        Merge = (await record.MergesAsync(cancel)).First(row => row.Holds && row.PatientId == record.PatientId);
        Sections = [.. (await PlanReading.OfAsync(record, cancel)).Sections.Where(view => view.Row is not null)];
        return Page();
    }
}
