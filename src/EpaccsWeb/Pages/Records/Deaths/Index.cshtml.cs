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
    public bool MayWrite => MayRecord || (record.Grant.May(Permission.ReportDeath) && Current is null or { Kind: DeathEntryKind.Undone });

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Begin(Current?.Number ?? 0);
        Form = DeathForm.From(Current is { Kind: not DeathEntryKind.Undone } ? Current.Answers : null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!MayWrite)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var outcome = await record.SaveDeathAsync(Form.ToAnswers(), null, BasedOn, SubmitToken, cancel);
        return await AnswerAsync(
            outcome,
            "Saved.",
            $"/records/{record.PatientId}/death",
            async () =>
            {
                await ReadAsync(cancel);
                return Current?.Number ?? 0;
            }
        );
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Current = (await record.DeathsAsync(cancel)).FirstOrDefault();
        Facts = await record.FactsAsync(cancel);
        HidesLocation = await RecordBanner.HidesLocationAsync(record, cancel);
    }
}
