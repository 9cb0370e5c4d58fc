using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Content that belongs to one answer of the radios or checkboxes round it, shown when that answer is chosen.</summary>
[HtmlTargetElement("nhs-conditional")]
public sealed class NhsConditionalTagHelper : TagHelper
{
    /// <summary>The answer's value.</summary>
    public string Value { get; set; } = "true";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.SuppressOutput();
        if (context.Items.TryGetValue(typeof(Conditionals), out var found) && found is Conditionals conditionals)
        {
            conditionals[Value] = inner;
        }
    }
}

internal sealed class Conditionals() : Dictionary<string, Markup>(StringComparer.OrdinalIgnoreCase)
{
    public static async Task<Conditionals> CollectAsync(TagHelperContext context, TagHelperOutput output)
    {
        var conditionals = new Conditionals();
        context.Items[typeof(Conditionals)] = conditionals;
        await output.GetChildContentAsync();
        return conditionals;
    }
}

/// <summary>Asks for one of a few.</summary>
[HtmlTargetElement("nhs-radios")]
public sealed class NhsRadiosTagHelper : GroupTagHelper
{
    /// <summary>The answers offered.</summary>
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>True to set the answers side by side: for two short ones only.</summary>
    public bool Inline { get; set; }

    /// <summary>True for smaller controls, as in filters.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var conditionals = await Conditionals.CollectAsync(context, output);
        var items = new ChoiceList("radio", FieldId, Name, ChosenOf(Name, For.Model), conditionals).Draw(Items);
        var classes = "nhsuk-radios" + (Small ? " nhsuk-radios--small" : "") + (Inline ? " nhsuk-radios--inline" : "");
        output.Render(Group(error, Markup.Of($"""<div class="{classes}" data-module="nhsuk-radios">{items}</div>""")));
    }
}

/// <summary>Asks for any number of a few.</summary>
[HtmlTargetElement("nhs-checkboxes")]
public sealed class NhsCheckboxesTagHelper : GroupTagHelper
{
    /// <summary>The answers offered.</summary>
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>True for smaller controls, as in filters.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var conditionals = await Conditionals.CollectAsync(context, output);
        var items = new ChoiceList("checkbox", FieldId, Name, ChosenOf(Name, For.Model), conditionals).Draw(Items);
        var classes = "nhsuk-checkboxes" + (Small ? " nhsuk-checkboxes--small" : "");
        output.Render(Group(error, Markup.Of($"""<div class="{classes}" data-module="nhsuk-checkboxes">{items}</div>""")));
    }
}

/// <summary>Asks for a yes that stands alone; bound to a <c>bool</c>.</summary>
[HtmlTargetElement("nhs-checkbox")]
public sealed class NhsCheckboxTagHelper : FieldTagHelper
{
    /// <summary>What ticking it says.</summary>
    public required string Label { get; set; }

    /// <summary>True for a smaller control, as in filters.</summary>
    public bool Small { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var conditionals = await Conditionals.CollectAsync(context, output);
        var list = new ChoiceList("checkbox", FieldId, Name, ChosenOf(Name, For.Model), conditionals)
        {
            DescribedBy = error is null ? null : $"{FieldId}-error",
        };
        var classes = "nhsuk-checkboxes" + (Small ? " nhsuk-checkboxes--small" : "");
        var box = list.Draw([new Choice("true", Label, Hint)]);
        output.Render(
            FieldMarkup.FormGroup(
                error,
                Markup.Of($"""{FieldMarkup.Error(FieldId, error)}<div class="{classes}" data-module="nhsuk-checkboxes">{box}</div>""")
            )
        );
    }
}

/// <summary>Draws the answers of radios and checkboxes, which differ in name only.</summary>
internal sealed class ChoiceList(string type, string fieldId, string name, IReadOnlyCollection<string> chosen, Conditionals conditionals)
{
    private readonly string block = type == "radio" ? "nhsuk-radios" : "nhsuk-checkboxes";

    /// <summary>Ids that describe each input where no fieldset does.</summary>
    public string? DescribedBy { get; init; }

    public Markup Draw(IEnumerable<Choice> items)
    {
        var parts = new List<Markup>();
        var index = 0;
        foreach (var item in items)
        {
            index++;
            if (item.DividerBefore is { } divider)
            {
                parts.Add(Markup.Of($"""<div class="{block}__divider">{divider}</div>"""));
                index++;
            }

            parts.Add(Item(item, index));
        }

        return Markup.Join(parts);
    }

    private Markup Item(Choice item, int index)
    {
        var suffix = index == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{index}");
        var id = fieldId + suffix;
        var on = chosen.Contains(item.Value, StringComparer.OrdinalIgnoreCase);
        var inner = conditionals.GetValueOrDefault(item.Value);
        var conditionalId = $"{fieldId}-conditional{suffix}";
        var hintId = item.Hint is null ? null : $"{id}-item-hint";
        var described = string.Join(' ', new[] { DescribedBy, hintId }.Where(d => d is not null));
        var attributes = Markup.Join([
            Markup.Flag("checked", on),
            Markup.Attribute("data-aria-controls", inner is null ? null : conditionalId),
            Markup.Attribute("aria-describedby", described.Length == 0 ? null : described),
        ]);
        var hint = hintId is null ? Markup.Empty : Markup.Of($"""<div class="nhsuk-hint {block}__hint" id="{hintId}">{item.Hint}</div>""");
        var hidden = on ? "" : $" {block}__conditional--hidden";
        var conditional = inner is null
            ? Markup.Empty
            : Markup.Of($"""<div class="{block}__conditional{hidden}" id="{conditionalId}">{inner}</div>""");
        return Markup.Of(
            $"""
            <div class="{block}__item">
            <input class="{block}__input" id="{id}" name="{name}" type="{type}" value="{item.Value}"{attributes}>
            <label class="nhsuk-label {block}__label" for="{id}">{item.Text}</label>
            {hint}</div>
            {conditional}
            """
        );
    }
}
