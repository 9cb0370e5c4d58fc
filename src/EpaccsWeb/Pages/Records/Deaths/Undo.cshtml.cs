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
public sealed class UndoModel(OpenRecord record, IValidator<UndoForm> validator) : PageModel
{
    private Death? current;

    [BindProperty]
    public UndoForm Form { get; set; } = new();

    [BindProperty]
    public int BasedOn { get; set; }

    [BindProperty]
    public Guid SubmitToken { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await RefusalAsync(cancel) is { } refusal)
        {
            return refusal;
        }

        (BasedOn, SubmitToken) = (current!.Number, Guid.NewGuid());
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

        if (await record.SaveDeathAsync(current!.Answers, Form.Reason, BasedOn, SubmitToken, cancel) is SaveOutcome.Conflict)
        {
            ModelState.AddModelError(
                string.Empty,
                "Someone else has changed the death since you opened this page. Look at it again before you take it back."
            );
            return this.Conflicted();
        }

        TempData[NhsSuccessTagHelper.Key] = "The death was taken back.";
        return Redirect($"/records/{record.PatientId}");
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
