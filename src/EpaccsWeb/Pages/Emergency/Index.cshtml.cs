using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Emergency;

/// <summary>The way in without a relationship. Tells not one fact about the person.</summary>
[RequirePermission(Permission.Find)]
public sealed class IndexModel(EmergencyAccess access, IValidator<BreakGlassForm> validator) : PageModel
{
    [BindProperty]
    public BreakGlassForm Form { get; set; } = new();

    public EmergencyWays Ways { get; private set; } = new(false, false, false);

    public IReadOnlyList<Choice> Reasons { get; } =
    [.. Enum.GetValues<BreakGlassReason>().Select(reason => new Choice(reason.ToString(), RoleNames.Of(reason)))];

    public async Task<IActionResult> OnGetAsync(Guid patientId, CancellationToken cancel) =>
        await KnownAsync(patientId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCaringNowAsync(Guid patientId, CancellationToken cancel)
    {
        if (!await KnownAsync(patientId, cancel))
        {
            return NotFound();
        }

        return Ways.CaringNow && await access.CareNowAsync(patientId, User.RequireActor(), cancel)
            ? Redirect(Landing(patientId))
            : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostBreakGlassAsync(Guid patientId, CancellationToken cancel)
    {
        if (!await KnownAsync(patientId, cancel))
        {
            return NotFound();
        }

        if (!Ways.BreakGlass)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        await access.BreakGlassAsync(patientId, User.RequireActor(), Form.Reason!.Value, Form.Words.OrNull(), cancel);
        return Redirect(Landing(patientId));
    }

    public async Task<IActionResult> OnPostFinishAsync(Guid patientId, CancellationToken cancel)
    {
        await access.FinishVisitAsync(patientId, User.RequireActor(), cancel);
        TempData[NhsSuccessTagHelper.Key] = "Visit finished. The plan is closed to you.";
        return Redirect("/");
    }

    /// <summary>Those who read only the urgent card land there.</summary>
    private string Landing(Guid patientId) =>
        User.RequireActor().Has(Permission.WholeRecord) ? $"/records/{patientId}" : $"/records/{patientId}/urgent";

    private async Task<bool> KnownAsync(Guid patientId, CancellationToken cancel)
    {
        Ways = await access.WaysAsync(patientId, User.RequireActor(), cancel);
        return Ways.Known;
    }
}

/// <summary>What is typed to open a record in an emergency.</summary>
public sealed class BreakGlassForm
{
    public BreakGlassReason? Reason { get; set; }

    [Longest(1000)]
    public string? Words { get; set; }

    public sealed class Validator : FormValidator<BreakGlassForm>
    {
        public Validator()
        {
            RuleFor(form => form.Reason).NotNull().WithMessage("Choose why you need the plan.");
            RuleFor(form => form.Words)
                .NotEmpty()
                .When(form => form.Reason is BreakGlassReason.Other)
                .WithMessage("Say what the reason is.");
        }
    }
}
