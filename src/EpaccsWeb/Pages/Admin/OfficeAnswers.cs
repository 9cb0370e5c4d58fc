using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin;

/// <summary>How the office's pages answer a change.</summary>
public static class OfficeAnswers
{
    /// <summary>The receipt at another address; or the same page with what is wrong, as a conflict when somebody else was first.</summary>
    public static IActionResult Answer(
        this PageModel page,
        IReadOnlyList<SectionProblem> problems,
        string receipt,
        string address,
        string prefix = "Form"
    )
    {
        if (problems.Count == 0)
        {
            page.TempData[NhsSuccessTagHelper.Key] = receipt;
            return new LocalRedirectResult(address);
        }

        var invalid = page.Invalid(problems, prefix);
        return problems[0].Field == OfficeRules.Stale ? page.Conflicted() : invalid;
    }
}
