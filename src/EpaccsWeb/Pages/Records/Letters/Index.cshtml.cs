using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Letters;

/// <summary>A letter to people who do not use this system, with the person's agreement (SCCI1580 requirement 6).</summary>
[RecordPage(RecordPart.Print)]
public sealed class IndexModel(OpenRecord record, IValidator<LetterForm> validator) : PageModel
{
    private const string NoLetters = "No letter can be written: the person has died, or is reported to have died. Speak with the family.";

    [BindProperty]
    public LetterForm Form { get; set; } = new();

    /// <summary>The letter to print; null while it is being written.</summary>
    public Letter? Letter { get; private set; }

    /// <summary>Why no letter can be written now; null when one can.</summary>
    public string? Refusal { get; private set; }

    public IReadOnlyList<Choice> Parts { get; private set; } = [];

    public IReadOnlyList<PlanMark> Earlier { get; private set; } = [];

    public IReadOnlyList<Choice> Agreements { get; } = [new("yes", "Yes, the person agrees to this letter")];

    public Guid PatientId => record.PatientId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await MayWriteAsync(cancel) ? Page() : Refused();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await MayWriteAsync(cancel))
        {
            return Refused();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        // Recorded before it is shown: a letter that was printed is always known of, each one of them, also when its form is sent again.
        if (await record.MarkAsync(PlanMarkKind.LetterPrinted, Form.Name!.Trim(), Guid.NewGuid(), cancel) is not SaveOutcome.Saved)
        {
            ModelState.AddModelError(string.Empty, "The letter could not be recorded, so it is not shown. Try again.");
            return this.Invalid();
        }

        Letter = await Letter.OfAsync(record, Form, cancel);
        return Page();
    }

    /// <summary>A reported death counts as well: a letter that comes after it cannot be taken back.</summary>
    private async Task<bool> MayWriteAsync(CancellationToken cancel)
    {
        Refusal = (await record.FactsAsync(cancel)).DiedOn is null ? null : NoLetters;
        Earlier = [.. (await record.MarksAsync(cancel)).Where(mark => mark.Kind is PlanMarkKind.LetterPrinted)];
        var unaware = PersonsCopy.Of(await record.PlanAsync(cancel)).LeavesOff("resuscitation");
        Parts =
        [
            new(nameof(LetterPart.PreferredPlaces), "Preferred places of care and death"),
            new(nameof(LetterPart.CprDecision), "CPR decision", unaware ? "It is not recorded that the person knows of it." : null),
            new(nameof(LetterPart.WhoToRing), "Who to ring"),
        ];
        return Refusal is null && record.Grant.May(Permission.EditSections);
    }

    private IActionResult Refused() => Refusal is null ? StatusCode(StatusCodes.Status403Forbidden) : this.Invalid();
}
