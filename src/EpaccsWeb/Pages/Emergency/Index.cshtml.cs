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
    [
        .. Enum.GetValues<BreakGlassReason>()
            .Where(reason => reason is not BreakGlassReason.Other)
            .Select(reason => new Choice(reason.ToString(), RoleNames.Of(reason))),
    ];

    public async Task<IActionResult> OnGetAsync(Guid patientId, CancellationToken cancel) =>
        await KnownAsync(patientId, cancel) ? Page()
        : await access.SuccessorAsync(patientId, User.RequireActor(), cancel) is { } goesOn ? Redirect($"/emergency/{goesOn}")
        : NotFound();

    public async Task<IActionResult> OnPostCaringNowAsync(Guid patientId, CancellationToken cancel)
    {
        if (!await KnownAsync(patientId, cancel))
        {
            return NotFound();
        }

        return Ways.CaringNow && await access.CareNowAsync(patientId, User.RequireActor(), cancel)
            ? Redirect($"/records/{patientId}/urgent")
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
            // The page says why: suspended, or a post without this way in.
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        if (Ways.NeedsWords && Form.Words.OrNull() is null)
        {
            ModelState.AddModelError("Form.Words", "Say in words why you need the plan.");
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
