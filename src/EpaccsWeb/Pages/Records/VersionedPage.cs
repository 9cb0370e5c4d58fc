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

    /// <summary>The version that both started from, while two texts are being put together; null when nobody else has saved.</summary>
    [BindProperty]
    public int? MergeFrom { get; set; }

    /// <summary>Field by field, what someone else saved and what was typed here.</summary>
    public FormMerge? Merge { get; private set; }

    private Action? putBack;

    /// <summary>What contradicts the plan and needs a reason before it is saved.</summary>
    public IReadOnlyList<SectionProblem> Warnings { get; private set; } = [];

    /// <summary>A fresh form, shown beside this version.</summary>
    protected void Begin(int number) => (BasedOn, SubmitToken) = (number, Guid.NewGuid());

    /// <summary>Shows both texts again, with the choices made so far.</summary>
    protected async Task CompareAsync(object form, Func<int, Task<object>> at)
    {
        if (MergeFrom is { } started)
        {
            Merge = FormMerge.Of(await at(started), await at(BasedOn), form, Request.Form);
        }
    }

    /// <summary>Puts the choices into the form that is to be saved; false when one is missing.</summary>
    protected async Task<bool> TakeChoicesAsync(object form, Func<int, Task<object>> at)
    {
        await CompareAsync(form, at);
        if (Merge is null)
        {
            return true;
        }

        Merge.Forget(ModelState, "Form", alsoTyped: false);
        putBack = Merge.Apply(await at(MergeFrom!.Value), await at(BasedOn), form);
        return Merge.IsDecided(ModelState);
    }

    /// <summary>The page is shown again as it was typed, its choices beside it.</summary>
    protected IActionResult AsTyped(IActionResult answer)
    {
        putBack?.Invoke();
        return answer;
    }

    /// <summary>What a save led to, as the answer: the receipt, the broken rules, or both texts.</summary>
    /// <param name="saved">Said once, after the commit.</param>
    /// <param name="reread">Reads what the other person saved, for showing it, and gives its number.</param>
    /// <param name="form">What was typed, where it can be put together with what the other person saved.</param>
    /// <param name="at">The form as a version fills it.</param>
    protected async Task<IActionResult> AnswerAsync(
        SaveOutcome outcome,
        string saved,
        string next,
        Func<Task<int>> reread,
        object? form = null,
        Func<int, Task<object>>? at = null
    )
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
                var started = BasedOn;
                Begin(await reread());
                ModelState.Remove(nameof(BasedOn));
                ModelState.Remove(nameof(SubmitToken));
                if (form is not null && at is not null)
                {
                    // A third text: what was already put together stands as one's own.
                    Merge?.Forget(ModelState, "Form", alsoTyped: true);
                    putBack = null;
                    MergeFrom = started;
                    ModelState.Remove(nameof(MergeFrom));
                    Merge = FormMerge.Of(await at(started), await at(BasedOn), form);
                }

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
