using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Ui;

/// <summary>The parts that NHS.UK form fields are made of.</summary>
internal static class FieldMarkup
{
    public static Markup FormGroup(string? error, Markup content, string extra = "", Markup? attributes = null)
    {
        var state = error is null ? "" : " nhsuk-form-group--error";
        return Markup.Of($"""<div class="nhsuk-form-group{state}{extra}"{attributes ?? Markup.Empty}>{content}</div>""");
    }

    public static Markup Label(string inputId, string text, string size, bool heading)
    {
        var label = Markup.Of($"""<label class="nhsuk-label{Size("nhsuk-label", size)}" for="{inputId}">{text}</label>""");
        return heading ? Markup.Of($"""<h1 class="nhsuk-label-wrapper">{label}</h1>""") : label;
    }

    public static Markup Legend(string text, string size, bool heading)
    {
        var inner = heading ? Markup.Of($"""<h1 class="nhsuk-fieldset__heading">{text}</h1>""") : Markup.Of($"{text}");
        return Markup.Of($"""<legend class="nhsuk-fieldset__legend{Size("nhsuk-fieldset__legend", size)}">{inner}</legend>""");
    }

    public static Markup Hint(string fieldId, string? text) =>
        text is null ? Markup.Empty : Markup.Of($"""<div class="nhsuk-hint" id="{fieldId}-hint">{text}</div>""");

    public static Markup Error(string fieldId, string? text) =>
        text is null
            ? Markup.Empty
            : Markup.Of(
                $"""
                <span class="nhsuk-error-message" id="{fieldId}-error">
                <span class="nhsuk-u-visually-hidden">Error: </span>{text}</span>
                """
            );

    public static string Sentence(ModelError error) =>
        string.IsNullOrEmpty(error.ErrorMessage) ? "Check what was entered here" : error.ErrorMessage;

    private static string Size(string name, string size) => size.Length == 0 ? "" : $" {name}--{size}";
}
