using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EpaccsWeb.Ui;

/// <summary>How pages answer a form that cannot be taken.</summary>
public static class FormAnswers
{
    /// <summary>Runs the validator and puts its sentences at their fields. A value that did not bind is already there.</summary>
    public static async Task<bool> IsValidAsync<T>(
        this IValidator<T> validator,
        T form,
        ModelStateDictionary state,
        CancellationToken cancel,
        string prefix = "Form"
    )
    {
        var result = await validator.ValidateAsync(form, cancel);
        foreach (var error in result.Errors)
        {
            state.AddModelError($"{prefix}.{error.PropertyName}", error.ErrorMessage);
        }

        return state.IsValid;
    }

    /// <summary>True when something is wrong with one of these fields, so that what folds them away must stand open.</summary>
    public static bool HasErrorAt(this ViewDataDictionary view, params string[] fields) =>
        fields.Any(field =>
            view.ModelState.GetFieldValidationState(view.TemplateInfo.GetFullHtmlFieldName(field)) is ModelValidationState.Invalid
        );

    /// <summary>The same page with 400; everything typed is kept.</summary>
    public static PageResult Invalid(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status400BadRequest;
        return page.Page();
    }

    /// <summary>The same page with 409: someone else saved first, both texts are shown.</summary>
    public static PageResult Conflicted(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status409Conflict;
        return page.Page();
    }

    /// <summary>Puts the sentences of broken rules at their fields and answers 400.</summary>
    public static PageResult Invalid(this PageModel page, IEnumerable<Domain.Plans.SectionProblem> problems, string prefix = "Form")
    {
        foreach (var problem in problems)
        {
            page.ModelState.AddModelError(
                problem.Field.Length == 0 ? string.Empty : $"{prefix}.{problem.Field}".TrimStart('.'),
                problem.Sentence
            );
        }

        return page.Invalid();
    }
}
