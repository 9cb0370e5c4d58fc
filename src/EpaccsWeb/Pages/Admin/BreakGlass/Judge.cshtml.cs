using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.BreakGlass;

/// <summary>One use of emergency access, and the privacy officer's verdict on it. A verdict is given once.</summary>
[RequirePermission(Permission.Audit)]
public sealed class JudgeModel(EmergencyUses uses, BreakGlassReviews reviews, IValidator<VerdictForm> validator) : PageModel
{
    [BindProperty]
    public VerdictForm Form { get; set; } = new();

    public EmergencyUse Use { get; private set; } = null!;

    public static IReadOnlyList<Choice> Verdicts { get; } =
    [new(nameof(ReviewVerdict.Appropriate), "Appropriate"), new(nameof(ReviewVerdict.NotAppropriate), "Not appropriate")];

    public string TrailAddress =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/admin/audit?person={Use.PersonId}&user={Use.UserId}&from={London.Day(Use.StartedAt):yyyy-MM-dd}"
        );

    public async Task<IActionResult> OnGetAsync(Guid useId, CancellationToken cancel) =>
        await FindAsync(useId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid useId, CancellationToken cancel)
    {
        if (!await FindAsync(useId, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        if (!await reviews.ReviewAsync(useId, Form.Verdict!.Value, Form.Words.OrNull(), User.RequireActor(), cancel))
        {
            await FindAsync(useId, cancel);
            ModelState.AddModelError(string.Empty, "Somebody else has given a verdict meanwhile; it is shown below.");
            return this.Conflicted();
        }

        TempData[NhsSuccessTagHelper.Key] = "Verdict given.";
        return Redirect("/admin/break-glass");
    }

    private async Task<bool> FindAsync(Guid useId, CancellationToken cancel)
    {
        if (await uses.FindAsync(useId, User.RequireActor(), cancel) is not { } use)
        {
            return false;
        }

        Use = use;
        return true;
    }
}

/// <summary>What a privacy officer thinks of a use.</summary>
public sealed class VerdictForm
{
    public ReviewVerdict? Verdict { get; set; }

    [Longest(2000)]
    public string? Words { get; set; }

    public sealed class Validator : FormValidator<VerdictForm>
    {
        public Validator()
        {
            RuleFor(form => form.Verdict).NotNull().WithMessage("Choose a verdict.");
            RuleFor(form => form.Words)
                .NotEmpty()
                .When(form => form.Verdict is ReviewVerdict.NotAppropriate)
                .WithMessage("Say what was not appropriate.");
        }
    }
}
