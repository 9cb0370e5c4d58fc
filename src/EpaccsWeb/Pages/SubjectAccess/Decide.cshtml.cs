using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>The senior clinician's check for serious harm and for other people, and the sign-off, which makes the copy at once.</summary>
[RequirePermission(Permission.Reports)]
[RequireRecentFactor]
[MayUseCopies(asks: false, signs: true)]
public sealed class DecideModel(SubjectDesk desk, IValidator<SignOffForm> validator) : PageModel
{
    [BindProperty]
    public SignOffForm Form { get; set; } = new();

    public SubjectCase Case { get; private set; } = null!;

    /// <summary>Parts that the record has anything in.</summary>
    public IReadOnlyList<SubjectPart> Parts { get; private set; } = [];

    public string? WhyNot => SubjectRules.WhyNotDecide(Case.Asked, User.RequireActor());

    public IReadOnlyList<Choice> PartChoices =>
        [.. Parts.Select(part => new Choice(part.Key, part.Title, part.Rows == 1 ? "1 entry" : $"{part.Rows:N0} entries"))];

    public IReadOnlyList<Choice> Grounds =>
        [
            .. Enum.GetValues<SubjectGround>()
                .Where(ground => SubjectRules.WhyNotOn(ground, Case.Asked.Applicant) is null)
                .Select(ground => new Choice(ground.ToString(), SubjectRules.Words(ground))),
        ];

    public static IReadOnlyList<Choice> Decisions { get; } =
    [new(nameof(SignOff.Release), "Sign it off", "The copy is made now."), new(nameof(SignOff.Refuse), "Refuse the request")];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        Form.AfterDeath = Case.Asked.IsAfterDeath;
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var releases = Form.Decision is SignOff.Release;
        var problems = releases
            ? await desk.ReleaseAsync(id, Form.Withholding, User.RequireActor(), cancel)
            : await desk.RefuseAsync(id, Form.Because!.Trim(), User.RequireActor(), cancel);
        if (problems.Count > 0)
        {
            var invalid = this.Invalid(problems);
            return problems[0].Field.Length == 0 ? this.Conflicted() : invalid;
        }

        TempData[NhsSuccessTagHelper.Key] = releases ? "Signed off; the copy was made." : "Refused; nothing was made.";
        return Redirect($"/subject-access/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return false;
        }

        Case = found;
        Parts = await desk.PartsAsync(id, User.RequireActor(), cancel);
        return true;
    }
}
