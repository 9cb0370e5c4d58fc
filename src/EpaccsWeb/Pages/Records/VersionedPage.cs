using EpaccsWeb.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records;

/// <summary>A form that adds a version: it says which version it was shown, and is one save however often it is sent.</summary>
public abstract class VersionedPage : PageModel
{
    /// <summary>The number of the version that the editor was shown.</summary>
    [BindProperty]
    public int BasedOn { get; set; }

    /// <summary>Ties a form to one save, however often it is sent.</summary>
    [BindProperty]
    public Guid SubmitToken { get; set; }

    /// <summary>What contradicts the plan and needs a reason before it is saved.</summary>
    public IReadOnlyList<SectionProblem> Warnings { get; private set; } = [];

    /// <summary>A fresh form, shown beside this version.</summary>
    protected void Begin(int number) => (BasedOn, SubmitToken) = (number, Guid.NewGuid());

    /// <summary>What a save led to, as the answer: the receipt, the broken rules, or both texts.</summary>
    /// <param name="saved">Said once, after the commit.</param>
    /// <param name="reread">Reads what the other person saved, for showing it, and gives its number.</param>
    protected async Task<IActionResult> AnswerAsync(SaveOutcome outcome, string saved, string next, Func<Task<int>> reread)
    {
        switch (outcome)
        {
            case SaveOutcome.Refused refused:
                SubmitToken = SubmitToken == Guid.Empty ? Guid.NewGuid() : SubmitToken;
                return this.Invalid(refused.Problems);
            case SaveOutcome.Warned warned:
                Warnings = warned.Warnings;
                return this.Invalid(warned.Warnings);
            case SaveOutcome.Conflict:
                // What was typed stays in the form; saving it again now says so knowingly, on top of the other's version.
                Begin(await reread());
                ModelState.Remove(nameof(BasedOn));
                ModelState.Remove(nameof(SubmitToken));
                ModelState.AddModelError(
                    string.Empty,
                    "Someone else has changed this since you opened it. Nothing of yours is lost: compare both and save again."
                );
                return this.Conflicted();
            default:
                TempData[NhsSuccessTagHelper.Key] = saved;
                return Redirect(next);
        }
    }
}
