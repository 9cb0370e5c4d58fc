using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EpaccsWeb.Ui;

/// <summary>Most characters of a text field, when it differs from <see cref="FormValidator{T}.UsualLength"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LongestAttribute(int characters) : Attribute
{
    public int Characters { get; } = characters;
}

/// <summary>Base of every form's validator: no text field can be forgotten, because all are checked here.</summary>
/// <remarks>Text is never cut or cleaned: it is taken as typed, or refused at its field.</remarks>
public abstract class FormValidator<T> : AbstractValidator<T>
    where T : notnull
{
    /// <summary>Characters a field takes unless it says otherwise with <see cref="LongestAttribute"/>.</summary>
    public const int UsualLength = 200;

    protected FormValidator()
    {
        foreach (var (property, longest) in TextFields.Of(typeof(T)))
        {
            var form = Expression.Parameter(typeof(T));
            RuleFor(Expression.Lambda<Func<T, string?>>(Expression.Property(form, property), form))
                .Custom(
                    (text, context) =>
                    {
                        if (PlainText.Problem(text, longest) is { } problem)
                        {
                            context.AddFailure(problem);
                        }
                    }
                );
        }

        RuleFor(form => form).Custom((form, context) => FormRows.Check(form, context));
    }
}

/// <summary>The text fields of a form or of an entry in it, each with the most characters it takes.</summary>
internal static class TextFields
{
    public static IReadOnlyList<(PropertyInfo Field, int Longest)> Of(Type form) =>
        [
            .. form.GetProperties()
                .Where(property => property.PropertyType == typeof(string))
                .Select(property =>
                    (property, property.GetCustomAttribute<LongestAttribute>()?.Characters ?? FormValidator<object>.UsualLength)
                ),
        ];
}

/// <summary>Which text can be stored and shown as it was typed.</summary>
public static class PlainText
{
    /// <summary>Why a text cannot be taken, or null when it can.</summary>
    public static string? Problem(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > longest)
        {
            return $"Must be {longest:N0} characters or fewer; this has {text.Length:N0}.";
        }

        return text.Any(IsControl)
                ? "Contains a character that cannot be shown, such as a control character. Delete it and type the text again."
            : text.Any(TurnsDirection) ? "Contains an invisible mark that turns the reading direction. Delete it and type the text again."
            : HasLoneSurrogate(text) ? "Contains half a character. Delete it and type the text again."
            : IsInvisible(text) ? "Contains only characters that cannot be seen. Delete them, or type the text again."
            : null;
    }

    private static bool IsControl(char letter) => letter is '\uFFFD' || (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));

    private static bool TurnsDirection(char letter) =>
        letter is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Not blank, and yet nothing to see: it would stand as an answer where "Not recorded" belongs.</summary>
    private static bool IsInvisible(string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.EnumerateRunes()
            .All(letter =>
                Rune.GetUnicodeCategory(letter)
                    is UnicodeCategory.Format
                        or UnicodeCategory.Control
                        or UnicodeCategory.SpaceSeparator
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                || letter.Value is 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F)
            );

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}

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
