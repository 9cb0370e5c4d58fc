using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Merges;

/// <summary>Two records side by side: what would close, what goes on, what stands in the way; and the merge itself.</summary>
[RecordPage(RecordPart.Merging)]
public sealed class PreviewModel(OpenRecord record, MergeDesk desk, IValidator<MergeForm> validator, IValidator<ApartForm> apart)
    : PageModel
{
    [BindProperty]
    public MergeForm Form { get; set; } = new();

    /// <summary>How the two were told apart.</summary>
    [BindProperty]
    public ApartForm Apart { get; set; } = new();

    public MergePreview Shown { get; private set; } = null!;

    /// <summary>Who has found before that they are two different people; null when nobody has.</summary>
    public PairJudgement? Judged { get; private set; }

    public Guid PatientId => record.PatientId;

    /// <summary>Sections that either record holds and the reader may see.</summary>
    public IEnumerable<SectionDefinition> Sections =>
        SectionCatalogue.Plan.Where(section =>
            record.Grant.MayRead(section) && (Shown.Closes.Said(section) ?? Shown.GoesOn.Said(section)) is not null
        );

    public async Task<IActionResult> OnGetAsync(Guid otherId, CancellationToken cancel) =>
        await ReadAsync(otherId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid otherId, CancellationToken cancel)
    {
        if (!await ReadAsync(otherId, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        switch (await desk.MergeAsync(otherId, Form.Reason!, cancel))
        {
            case SaveOutcome.Saved:
                TempData[NhsSuccessTagHelper.Key] =
                    "The two records are put together. This one goes on; the other one is closed and can be read from here.";
                return Redirect($"/records/{otherId}");
            case SaveOutcome.Refused refused:
                return this.Invalid(refused.Problems);
            default:
                ModelState.AddModelError(
                    string.Empty,
                    "One of the two records has changed meanwhile. Nothing was done: compare them again."
                );
                return this.Conflicted();
        }
    }

    public async Task<IActionResult> OnPostApartAsync(Guid otherId, CancellationToken cancel)
    {
        if (!await ReadAsync(otherId, cancel))
        {
            return NotFound();
        }

        if (!await apart.IsValidAsync(Apart, ModelState, cancel, nameof(Apart)))
        {
            return this.Invalid();
        }

        await desk.JudgeAsync(otherId, Apart.Reason, cancel);
        TempData[NhsSuccessTagHelper.Key] =
            "Two different people: the pair is on nobody's list any more. Either record's page for putting records together shows it.";
        return Redirect("/worklists/possible-duplicates");
    }

    private async Task<bool> ReadAsync(Guid otherId, CancellationToken cancel)
    {
        if (await desk.PreviewAsync(otherId, cancel) is not { } preview)
        {
            return false;
        }

        Shown = preview;
        Judged = (await record.ToldApartAsync(cancel)).Find(row => row.Beside(PatientId) == otherId);
        return true;
    }
}
