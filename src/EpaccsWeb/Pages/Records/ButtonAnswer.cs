using EpaccsWeb.Access;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records;

/// <summary>What a button led to, as the answer: a receipt only for what was saved.</summary>
internal static class ButtonAnswer
{
    /// <summary>The receipt; or the page, read anew, with 409 when someone else was first and 400 when a rule was broken.</summary>
    /// <param name="changed">Why nothing was saved when someone else was first, and what to do.</param>
    public static async Task<IActionResult> AnswerButtonAsync(
        this PageModel page,
        SaveOutcome outcome,
        string saved,
        string next,
        string changed,
        Func<Task> reread
    )
    {
        if (outcome is SaveOutcome.Saved)
        {
            page.TempData[NhsSuccessTagHelper.Key] = saved;
            return new RedirectResult(next);
        }

        await reread();
        if (outcome is SaveOutcome.Refused refused)
        {
            return page.Invalid(refused.Problems, prefix: string.Empty);
        }

        page.ModelState.AddModelError(string.Empty, changed);
        return page.Conflicted();
    }
}
