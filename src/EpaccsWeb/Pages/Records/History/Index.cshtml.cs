using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.History;

/// <summary>Every version with what it changed, and the plan as it stood at a moment.</summary>
[RecordPage(RecordPart.History)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "as-at")]
    public string? AsAt { get; set; }

    /// <summary>The moment asked for, when it could be read.</summary>
    public DateTimeOffset? Moment { get; private set; }

    public IReadOnlyList<SectionView> Then { get; private set; } = [];

    public IReadOnlyList<HistoryEntry> Entries { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var now = await PlanReading.OfAsync(record, cancel);
        Entries = [.. HistoryEntry.Of(now.Plan, now.Readable, now.HidesLocation)];
        if (now.At(AsAt, ModelState) is not { } reading)
        {
            return this.Invalid();
        }

        Moment = reading.Moment;
        Then = Moment is null ? [] : [.. reading.Sections.Where(view => view.Row is not null)];
        return Page();
    }
}
