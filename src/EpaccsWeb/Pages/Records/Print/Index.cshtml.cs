using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Print;

/// <summary>The plan on paper, as far as the reader's post goes, or as it is given to the person.</summary>
[RecordPage(RecordPart.Print, Seen = AuditAction.Printed)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    private const string Person = "person";

    [BindProperty(SupportsGet = true, Name = "as-at")]
    public string? AsAt { get; set; }

    [BindProperty(SupportsGet = true, Name = "for")]
    public string? For { get; set; }

    public PrintedCopy Copy { get; private set; } = null!;

    /// <summary>When a copy was last given to the person.</summary>
    public PlanMark? Given { get; private set; }

    /// <summary>Something of the plan was written after that copy.</summary>
    public bool ChangedSince { get; private set; }

    public Guid PatientId => record.PatientId;

    public bool ForPerson => For == Person;

    /// <summary>A copy of an earlier plan is not one to be given.</summary>
    public bool MayMark => ForPerson && Copy.Reading.Moment is null && MayWrite;

    public bool MayWrite => record.Grant.May(Permission.EditSections);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var now = await PlanReading.OfAsync(record, cancel);
        var reading = now.At(AsAt, ModelState);
        Copy = await PrintedCopy.OfAsync(record, reading ?? now, ForPerson, cancel);
        Given = (await record.MarksAsync(cancel)).Find(mark => mark.Kind is PlanMarkKind.CopyGiven);
        ChangedSince = Given is { } given && now.Plan.ChangedSince(given.PlanVersion).Any(row => now.MayRead(row.Section));
        return reading is null ? this.Invalid() : Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken cancel)
    {
        if (!MayWrite)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        TempData[NhsSuccessTagHelper.Key] =
            await record.MarkAsync(PlanMarkKind.CopyGiven, words: null, cancel, version) is SaveOutcome.Saved
                ? "Recorded: the copy was given to the person."
                : "Nothing was recorded. Try again.";
        return Redirect($"/records/{PatientId}/print?for={Person}");
    }
}
