using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>What every form field shares: its name, its ids, what was typed and what is wrong with it.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The property the field edits.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>An id in place of the one derived from the field's name.</summary>
    [HtmlAttributeName("id")]
    public string? Id { get; set; }

    /// <summary>A posted name in place of the property's own, for fields whose name is part of the public contract.</summary>
    [HtmlAttributeName("name")]
    public string? PostedName { get; set; }

    /// <summary>Help beneath the question.</summary>
    public string? Hint { get; set; }

    /// <summary>Draws no error here, because another element does.</summary>
    [HtmlAttributeName("ignore-modelstate-errors")]
    public bool IgnoreModelStateErrors { get; set; }

    /// <summary>The page being rendered.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>The name that the form posts.</summary>
    protected string Name => PostedName ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>The id of the field, from which the ids of its parts derive.</summary>
    protected string FieldId => Id ?? TagBuilder.CreateSanitizedId(Name, "_");

    /// <summary>The first error recorded for any of these names, or null.</summary>
    protected string? ErrorOf(params string[] names)
    {
        if (IgnoreModelStateErrors)
        {
            return null;
        }

        foreach (var name in names)
        {
            if (ViewContext.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0)
            {
                return FieldMarkup.Sentence(entry.Errors[0]);
            }
        }

        return null;
    }

    /// <summary>What was typed, else the model's value as text.</summary>
    protected string? TextOf(string name, object? modelValue) =>
        ViewContext.ModelState.TryGetValue(name, out var entry) && entry.AttemptedValue is { } typed ? typed : ToText(modelValue);

    /// <summary>What was chosen, else the model's values as text.</summary>
    protected IReadOnlyCollection<string> ChosenOf(string name, object? modelValue)
    {
        if (ViewContext.ModelState.TryGetValue(name, out var entry) && entry.RawValue is { } raw)
        {
            return raw is string[] several ? several : [raw.ToString() ?? ""];
        }

        return modelValue is IEnumerable values and not string ? [.. values.Cast<object?>().Select(v => ToText(v) ?? "")]
            : ToText(modelValue) is { } one ? [one]
            : [];
    }

    /// <summary>Tells the error summary which input belongs to this field.</summary>
    protected void Register(string field, string inputId) => FieldRegistry.Of(ViewContext).Add(field, inputId);

    /// <summary>The ids that describe an input, hint before error; null when none does.</summary>
    protected string? DescribedBy(string? error, string? first = null)
    {
        var ids = new[] { first, Hint is null ? null : $"{FieldId}-hint", error is null ? null : $"{FieldId}-error" };
        var text = string.Join(' ', ids.Where(id => id is not null));
        return text.Length == 0 ? null : text;
    }

    private static string? ToText(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool yes => yes ? "true" : "false",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

/// <summary>A field with a label, rather than a fieldset with a legend.</summary>
public abstract class LabelledTagHelper : FieldTagHelper
{
    /// <summary>The question.</summary>
    public required string Label { get; set; }

    /// <summary>How large the question is: s (as it comes), m, l, xl, or empty for plain text.</summary>
    public string LabelSize { get; set; } = "s";

    /// <summary>True when the question is the page's heading.</summary>
    public bool LabelHeading { get; set; }

    /// <summary>Label, hint and error, in the order in which they are read.</summary>
    protected Markup Head(string? error) =>
        Markup.Join([
            FieldMarkup.Label(FieldId, Label, LabelSize, LabelHeading),
            FieldMarkup.Hint(FieldId, Hint),
            FieldMarkup.Error(FieldId, error),
        ]);
}

/// <summary>A group of inputs under one question.</summary>
public abstract class GroupTagHelper : FieldTagHelper
{
    /// <summary>The question.</summary>
    public required string Legend { get; set; }

    /// <summary>How large the question is: s (as it comes), m, l, xl, or empty for plain text.</summary>
    public string LegendSize { get; set; } = "s";

    /// <summary>True when the question is the page's heading.</summary>
    public bool LegendHeading { get; set; }

    /// <summary>Fieldset, legend, hint and error round the inputs.</summary>
    protected Markup Group(string? error, Markup inputs, bool role = false)
    {
        var head = Markup.Join([
            FieldMarkup.Legend(Legend, LegendSize, LegendHeading),
            FieldMarkup.Hint(FieldId, Hint),
            FieldMarkup.Error(FieldId, error),
        ]);
        var group = Markup.Attribute("role", role ? "group" : null);
        var described = Markup.Attribute("aria-describedby", DescribedBy(error));
        return FieldMarkup.FormGroup(error, Markup.Of($"""<fieldset class="nhsuk-fieldset"{group}{described}>{head}{inputs}</fieldset>"""));
    }
}
