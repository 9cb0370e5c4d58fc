using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Consents;

/// <summary>Adds an entry about one consent; earlier entries stay.</summary>
[RecordPage(RecordPart.Consent)]
public sealed class EditModel(OpenRecord record, IValidator<ConsentForm> validator) : VersionedPage
{
    [BindProperty]
    public ConsentForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "purpose")]
    public ConsentPurpose Purpose { get; set; }

    /// <summary>What someone else saved meanwhile.</summary>
    public Consent? Theirs { get; private set; }

    public string Heading => Purpose is ConsentPurpose.Record ? "Consent to keep a plan" : "Consent to share the plan";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!record.Grant.May(Permission.ConsentAndTeam))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Begin((await LatestAsync(cancel))?.Number ?? 0);
        Form.On = DateParts.From(record.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var outcome = await record.SaveConsentAsync(Purpose, Form.ToAnswers(), BasedOn, SubmitToken, cancel);
        return await AnswerAsync(
            outcome,
            $"{Heading}: {CodeList.Term(Form.Status)}.",
            $"/records/{record.PatientId}/consent",
            async () =>
            {
                Theirs = await LatestAsync(cancel);
                return Theirs?.Number ?? 0;
            }
        );
    }

    private async Task<Consent?> LatestAsync(CancellationToken cancel) =>
        (await record.ConsentsAsync(cancel)).Where(entry => entry.Purpose == Purpose).MaxBy(entry => entry.Number);
}
