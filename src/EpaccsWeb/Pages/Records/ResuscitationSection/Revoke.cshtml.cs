using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.ResuscitationSection;

/// <summary>Takes a resuscitation decision out of force, with the reason.</summary>
[RecordPage(RecordPart.Plan, "resuscitation")]
public sealed class RevokeModel(OpenRecord record, IValidator<RevokeForm> validator) : PageModel
{
    [BindProperty]
    public RevokeForm Form { get; set; } = new();

    public SectionView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel) =>
        await ReadAsync(number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken cancel)
    {
        if (!await ReadAsync(number, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        await record.RevokeAsync(View.Definition.Key, number, Form.Reason!, cancel);
        TempData[NhsSuccessTagHelper.Key] = "Decision revoked.";
        return Redirect($"/records/{record.PatientId}");
    }

    private async Task<bool> ReadAsync(int number, CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        var section = SectionCatalogue.Of<Resuscitation>();
        View = new(section, plan, plan.Row(section.Key, number));
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
