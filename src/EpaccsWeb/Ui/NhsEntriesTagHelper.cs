using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Asks for several entries of one kind, each in a fieldset of its own; one more at a time, without script.</summary>
[HtmlTargetElement("nhs-entries", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsEntriesTagHelper(IHtmlHelper html) : FieldTagHelper
{
    /// <summary>What one entry is, such as "Medicine".</summary>
    public required string Entry { get; set; }

    /// <summary>The partial view that holds the fields of one entry.</summary>
    public required string Row { get; set; }

    private string Lower => char.ToLowerInvariant(Entry[0]) + Entry[1..];

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((IViewContextAware)html).Contextualize(ViewContext);
        var rows = ((IEnumerable)For.Model).Cast<FormRow>().ToList();
        var parts = new List<Markup>();
        for (var at = 0; at < rows.Count; at++)
        {
            parts.Add(await DrawAsync(rows[at], at));
        }

        var error = ErrorOf(Name);
        parts.Add(Markup.Of($"""<div class="nhsuk-form-group">{FieldMarkup.Error(FieldId, error)}{More(rows.Count)}</div>"""));
        output.Render(Markup.Of($"""<div class="app-entries" id="{FieldId}-entries">{Markup.Join(parts)}</div>"""));
        Register(Name, $"{FieldId}-add");
    }

    private async Task<Markup> DrawAsync(FormRow row, int at)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{Name}[{at}]");
        var data = new ViewDataDictionary<object>(ViewContext.ViewData, row);
        data.TemplateInfo.HtmlFieldPrefix = prefix;
        var fields = Markup.Rendered(await html.PartialAsync(Row, row, data));
        var legend = string.Create(CultureInfo.InvariantCulture, $"{Entry} {at + 1}");
        return Markup.Of(
            $"""
            <fieldset class="nhsuk-fieldset app-entry" id="{IdOf(at)}">
            <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{legend}</legend>
            {fields}{Hidden(prefix, row)}{(row.IsBlank ? Markup.Empty : RemoveBox(prefix, row))}</fieldset>
            """
        );
    }

    private static Markup Hidden(string prefix, FormRow row) =>
        row.KeptFrom is { } place
            ? Markup.Of(
                $"""<input type="hidden" name="{prefix}.{nameof(FormRow.KeptFrom)}" value="{place}"><p class="nhsuk-hint">{FormRow.PartHidden}, and stays with it.</p>"""
            )
            : Markup.Empty;

    private Markup RemoveBox(string prefix, FormRow row)
    {
        var name = $"{prefix}.{nameof(FormRow.Remove)}";
        var box = new ChoiceList("checkbox", TagBuilder.CreateSanitizedId(name, "_"), name, ChosenOf(name, row.Remove), new Conditionals());
        return Markup.Of(
            $"""<div class="nhsuk-form-group"><div class="nhsuk-checkboxes nhsuk-checkboxes--small" data-module="nhsuk-checkboxes">{box.Draw([new("true", $"Remove this {Lower}")])}</div></div>"""
        );
    }

    // The address of the button leads the browser to the new entry when the page comes back.
    private Markup More(int count)
    {
        var id = $"{FieldId}-add";
        return count < FormRows.Most
            ? Markup.Of(
                $"""<button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" data-module="nhsuk-button" id="{id}" type="submit" name="Add" value="{For.Name.Split('.')[^1]}" formaction="#{IdOf(count)}" formnovalidate>Add another {Lower}</button>"""
            )
            : Markup.Of($"""<p class="nhsuk-hint" id="{id}" tabindex="-1">{FormRows.Most} is the most that can be recorded here.</p>""");
    }

    private string IdOf(int at) => string.Create(CultureInfo.InvariantCulture, $"{FieldId}-{at + 1}");
}
