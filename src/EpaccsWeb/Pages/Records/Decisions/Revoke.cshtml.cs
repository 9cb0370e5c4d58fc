using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Decisions;

/// <summary>Takes a decision about CPR or ceiling of treatment out of force, with the reason.</summary>
[RecordPage(RecordPart.Decision)]
public sealed class RevokeModel(OpenRecord record, IValidator<RevokeForm> validator) : PageModel
{
    [BindProperty]
    public RevokeForm Form { get; set; } = new();

    public SectionView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string section, int number, CancellationToken cancel) =>
        await ReadAsync(section, number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string section, int number, CancellationToken cancel)
    {
        if (!await ReadAsync(section, number, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        return await this.AnswerButtonAsync(
            await record.RevokeAsync(View.Definition.Key, number, Form.Reason!, cancel),
            "Decision revoked.",
            $"/records/{record.PatientId}",
            "The decision has changed meanwhile, and nothing was revoked. Look at the plan again.",
            () => ReadAsync(section, number, cancel)
        );
    }

    private async Task<bool> ReadAsync(string section, int number, CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        View = new(SectionCatalogue.Find(section)!, plan, plan.Row(section, number), await RecordBanner.HidesLocationAsync(record, cancel));
        return View.Row is not null;
    }
}

/// <summary>Why a decision is revoked.</summary>
public sealed class RevokeForm
{
    [Longest(2000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<RevokeForm>
    {
        public Validator() => RuleFor(form => form.Reason).NotEmpty().WithMessage("Say why the decision is revoked.");
    }
}
