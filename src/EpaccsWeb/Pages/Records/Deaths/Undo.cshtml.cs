using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Deaths;

/// <summary>Takes a recorded or reported death back, with a reason.</summary>
[RecordPage(RecordPart.Death)]
public sealed class UndoModel(OpenRecord record, IValidator<UndoForm> validator) : VersionedPage
{
    private Death? current;

    [BindProperty]
    public UndoForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await RefusalAsync(cancel) is { } refusal)
        {
            return refusal;
        }

        Begin(current!.Number);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await RefusalAsync(cancel) is { } refusal)
        {
            return refusal;
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var outcome = await record.SaveDeathAsync(current!.Answers, Form.Reason, BasedOn, SubmitToken, cancel);
        return await AnswerAsync(
            outcome,
            "The death was taken back.",
            $"/records/{record.PatientId}",
            async () => (await record.DeathsAsync(cancel))[0].Number
        );
    }

    private async Task<IActionResult?> RefusalAsync(CancellationToken cancel)
    {
        current = (await record.DeathsAsync(cancel)).FirstOrDefault();
        return !record.Grant.May(Permission.RecordDeath) ? StatusCode(StatusCodes.Status403Forbidden)
            : current is null or { Kind: DeathEntryKind.Undone } ? NotFound()
            : null;
    }
}

/// <summary>Why a death is taken back.</summary>
public sealed class UndoForm
{
    [Longest(2000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<UndoForm>
    {
        public Validator() => RuleFor(form => form.Reason).NotEmpty().WithMessage("Say why the death is taken back.");
    }
}
