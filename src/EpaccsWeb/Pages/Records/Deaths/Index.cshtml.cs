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
public sealed class IndexModel(OpenRecord record, IValidator<DeathForm> validator) : PageModel
{
    [BindProperty]
    public DeathForm Form { get; set; } = new();

    [BindProperty]
    public int BasedOn { get; set; }

    [BindProperty]
    public Guid SubmitToken { get; set; }

    public Death? Current { get; private set; }

    public PlanFacts Facts { get; private set; } = null!;

    /// <summary>The wish now in force: a place, a finding, or "Not recorded".</summary>
    public string WishWords =>
        Facts.PpdFirst is { } place ? CodeList.Term(place) : CodeList.Term(Slug.Parse<PlaceFinding>(Slug.Of(Facts.PpdStatus)));

    public Guid PatientId => record.PatientId;

    public bool MayRecord => record.Grant.May(Permission.RecordDeath);

    /// <summary>Who may only report it does so once; after that it is for those who may record it.</summary>
    public bool MayWrite => MayRecord || (record.Grant.May(Permission.ReportDeath) && Current is null or { Kind: DeathEntryKind.Undone });

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        (BasedOn, SubmitToken) = (Current?.Number ?? 0, Guid.NewGuid());
        Form = DeathForm.From(Current is { Kind: not DeathEntryKind.Undone } ? Current.Answers : null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!MayWrite)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await validator.IsValidAsync(Form, ModelState, cancel)
            ? await AnswerAsync(await record.SaveDeathAsync(Form.ToAnswers(), null, BasedOn, SubmitToken, cancel), cancel)
            : this.Invalid();
    }

    private async Task<IActionResult> AnswerAsync(SaveOutcome outcome, CancellationToken cancel)
    {
        switch (outcome)
        {
            case SaveOutcome.Refused refused:
                return this.Invalid(refused.Problems);
            case SaveOutcome.Conflict:
                await ReadAsync(cancel);
                BasedOn = Current?.Number ?? 0;
                ModelState.Remove(nameof(BasedOn));
                ModelState.AddModelError(
                    string.Empty,
                    "Someone else has changed this since you opened it: see above. Nothing of yours is lost; check it and save again."
                );
                return this.Conflicted();
            default:
                TempData[NhsSuccessTagHelper.Key] = "Saved.";
                return Redirect($"/records/{record.PatientId}/death");
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Current = (await record.DeathsAsync(cancel)).FirstOrDefault();
        Facts = await record.FactsAsync(cancel);
    }
}
