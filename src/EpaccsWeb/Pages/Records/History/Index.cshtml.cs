using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
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
        var plan = await record.PlanAsync(cancel);
        var hides = await RecordBanner.HidesLocationAsync(record, cancel);
        var readable = SectionCatalogue
            .All.Where(section => record.Grant.MayRead(section) && !(hides && (section.IsLocation || section.IsPerson)))
            .ToList();
        Entries = [.. HistoryEntry.Of(plan, readable, hides)];
        if (string.IsNullOrWhiteSpace(AsAt))
        {
            return Page();
        }

        if (!DateTime.TryParseExact(AsAt, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            ModelState.AddModelError("AsAt", "Enter a date and time such as 2026-03-31T02:14.");
            return this.Invalid();
        }

        Moment = London.Moment(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var then = plan.AsAt(Moment.Value);
        Then =
        [
            .. readable
                .Select(section => new SectionView(section, then, then.CurrentRow(section.Key), hides))
                .Where(view => view.Row is not null),
        ];
        return Page();
    }
}
