using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.GpCopy;

/// <summary>The plan, or what changed in it since, as text to be taken over into the GP system.</summary>
[RecordPage(RecordPart.Print, Seen = AuditAction.Exported)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>Ties a form to one mark, however often it is sent.</summary>
    [BindProperty]
    public Guid SubmitToken { get; set; }

    /// <summary>Null when nothing has changed since the last mark.</summary>
    public string? Text { get; private set; }

    /// <summary>The version that the text is of.</summary>
    public int Version { get; private set; }

    /// <summary>How many entries about consent and a death the text knows of; they have no version of the plan.</summary>
    public int Beside { get; private set; }

    /// <summary>The furthest version that is done; a page left open long does not take it back.</summary>
    public PlanMark? Done { get; private set; }

    /// <summary>Only who sees the whole plan can say that it is done: else the rest would be missed for good.</summary>
    public bool MayMark { get; private set; }

    public Guid PatientId => record.PatientId;

    public string? System { get; private set; }

    public Task OnGetAsync(CancellationToken cancel)
    {
        SubmitToken = Guid.NewGuid();
        return ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(int version, int beside, string? system, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        System = system;
        if (!MayMark)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (PlainText.Problem(system, FormValidator<object>.UsualLength) is { } problem)
        {
            ModelState.AddModelError(nameof(System), problem);
            return this.Invalid();
        }

        if (beside != Beside)
        {
            ModelState.AddModelError(
                string.Empty,
                "What is known of consent or of a death has changed since you opened this page. Nothing was marked: copy the text again."
            );
            ModelState.Remove(nameof(version));
            ModelState.Remove(nameof(beside));
            return this.Conflicted();
        }

        return await this.AnswerButtonAsync(
            await record.MarkAsync(PlanMarkKind.CopiedToGpSystem, system.OrNull(), SubmitToken, cancel, version),
            "Marked as done in the GP system.",
            $"/records/{PatientId}/copy",
            "This form was sent before with another system, and nothing more was marked. See above what is.",
            () => OnGetAsync(cancel)
        );
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var reading = await PlanReading.OfAsync(record, cancel);
        var marks = await record.MarksAsync(cancel);
        Done = marks.Where(mark => mark.Kind is PlanMarkKind.CopiedToGpSystem).MaxBy(mark => (mark.PlanVersion, mark.At));
        Beside = (await record.ConsentsAsync(cancel)).Count + (await record.DeathsAsync(cancel)).Count;
        Version = reading.Plan.ContentVersion();
        MayMark = record.Grant.May(Permission.EditSections) && reading.Readable.Count == SectionCatalogue.All.Count;
        Text = await GpText.OfAsync(record, reading, All ? null : Done, cancel);
    }
}
