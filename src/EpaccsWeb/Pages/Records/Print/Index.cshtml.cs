using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Pages.Records.Urgent;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Print;

/// <summary>The plan on paper: as far as the reader's post goes, as it is given to the person, or its urgent card alone.</summary>
[RecordPage(RecordPart.Print, Seen = AuditAction.Printed)]
public sealed class IndexModel(OpenRecord record, CopyDesk desk) : PageModel
{
    private const string Person = "person";

    private const string Door = "door";

    [BindProperty(SupportsGet = true, Name = "as-at")]
    public string? AsAt { get; set; }

    [BindProperty(SupportsGet = true, Name = "for")]
    public string? For { get; set; }

    /// <summary>Ties a form to one mark, however often it is sent.</summary>
    [BindProperty]
    public Guid SubmitToken { get; set; }

    public PrintedCopy Copy { get; private set; } = null!;

    /// <summary>Where this copy is checked; null on a copy of an earlier plan, which is never current.</summary>
    public string? CheckAddress { get; private set; }

    /// <summary>When a copy was last given to the person.</summary>
    public PlanMark? Given { get; private set; }

    /// <summary>Something of the plan was written after that copy.</summary>
    public bool ChangedSince { get; private set; }

    public Guid PatientId => record.PatientId;

    public bool ForPerson => For == Person;

    /// <summary>The urgent card and what stands beside it, when only that is printed.</summary>
    public (UrgentCard Card, BesideTheCard Beside, Guid PatientId)? Card { get; private set; }

    /// <summary>A copy of an earlier plan is not one to be given.</summary>
    public bool MayMark => ForPerson && Copy.Reading.Moment is null && MayWrite;

    public bool MayWrite => record.Grant.May(Permission.EditSections);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        SubmitToken = Guid.NewGuid();
        var now = await PlanReading.OfAsync(record, cancel);
        var reading = now.At(AsAt, ModelState);
        Copy = await PrintedCopy.OfAsync(record, reading ?? now, ForPerson, cancel);
        CheckAddress = Copy.Reading.Moment is null ? $"{Request.Scheme}://{Request.Host}/check/{desk.CodeFor(now.Plan, record.Now)}" : null;
        Given = (await record.MarksAsync(cancel)).Find(mark => mark.Kind is PlanMarkKind.CopyGiven);
        ChangedSince = Given is { } given && now.Plan.ChangedSince(given.PlanVersion).Any(row => now.MayRead(row.Section));
        if (For == Door && Copy.Reading.Moment is null)
        {
            var hides = await RecordBanner.HidesLocationAsync(record, cancel);
            Card = (
                new UrgentCard(now.Plan, record.Grant, hides, record.Now) { IsOnPaper = true },
                await record.BesideTheCardAsync(files: false, cancel),
                PatientId
            );
        }

        return reading is null ? this.Invalid() : Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken cancel)
    {
        if (!MayWrite)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await this.AnswerButtonAsync(
            await record.MarkAsync(PlanMarkKind.CopyGiven, words: null, SubmitToken, cancel, version),
            "Recorded: the copy was given to the person.",
            $"/records/{PatientId}/print?for={Person}",
            "The plan has changed meanwhile, and nothing was recorded. Print it again.",
            () => OnGetAsync(cancel)
        );
    }
}
