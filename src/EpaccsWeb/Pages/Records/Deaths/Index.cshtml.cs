using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Deaths;

/// <summary>Records or reports a death with its actual place, and asks why when the wish was not met.</summary>
[RecordPage(RecordPart.Death)]
public sealed class IndexModel(OpenRecord record, IValidator<DeathForm> validator) : VersionedPage
{
    [BindProperty]
    public DeathForm Form { get; set; } = new();

    public Death? Current { get; private set; }

    public PlanFacts Facts { get; private set; } = null!;

    /// <summary>The named place of a restricted person is for the team only.</summary>
    public bool HidesLocation { get; private set; }

    /// <summary>The wish now in force: a place, a finding, or "Not recorded".</summary>
    public string WishWords =>
        Facts.PpdFirst is { } place ? CodeList.Term(place) : CodeList.Term(Slug.Parse<PlaceFinding>(Slug.Of(Facts.PpdStatus)));

    public Guid PatientId => record.PatientId;

    public bool MayRecord => record.Grant.May(Permission.RecordDeath);

    /// <summary>There is a death to look at again, and this reader may.</summary>
    public bool MayReview => record.Grant.May(Permission.WholeRecord) && Current is { Kind: not DeathEntryKind.Undone };

    /// <summary>Who may only report it does so once; after that it is for those who may record it.</summary>
    public bool MayWrite => MayRecord || (MayReport && Current is null or { Kind: DeathEntryKind.Undone });

    private bool MayReport => record.Grant.May(Permission.ReportDeath);

    /// <summary>Someone else was first; what was typed is shown, but not saved.</summary>
    public bool IsTooLate { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Begin(Current?.Number ?? 0);
        Form = DeathForm.From(Current is { Kind: not DeathEntryKind.Undone } ? Current.Answers : null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!MayRecord && !MayReport)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return MayWrite ? this.Invalid() : TooLate();
        }

        // The same report sent twice is one, so that it is reported already is for the save to find.
        var outcome = await record.SaveDeathAsync(Form.ToAnswers(), null, BasedOn, SubmitToken, cancel);
        var answer = await AnswerAsync(outcome, "Saved.", $"/records/{record.PatientId}/death", () => NumberNowAsync(cancel));
        return outcome is SaveOutcome.Conflict && !MayRecord ? TooLate() : answer;
    }

    private async Task<int> NumberNowAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return Current?.Number ?? 0;
    }

    private IActionResult TooLate()
    {
        IsTooLate = true;
        ModelState.Remove(string.Empty);
        ModelState.AddModelError(
            string.Empty,
            "This death has been reported already, and what you typed was not saved. Compare both; if yours differs, write a note for the team."
        );
        return this.Conflicted();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Current = (await record.DeathsAsync(cancel)).FirstOrDefault();
        Facts = await record.FactsAsync(cancel);
        HidesLocation = await RecordBanner.HidesLocationAsync(record, cancel);
    }
}
