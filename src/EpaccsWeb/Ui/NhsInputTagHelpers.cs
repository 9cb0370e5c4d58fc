using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Asks for one line of text.</summary>
[HtmlTargetElement("nhs-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsInputTagHelper : LabelledTagHelper
{
    /// <summary>How many characters wide: 2, 3, 4, 5, 10, 20, 30.</summary>
    public int? Width { get; set; }

    /// <summary>The kind of input: text, email, tel, search.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Which keys a phone offers, such as numeric.</summary>
    public string? Inputmode { get; set; }

    /// <summary>What a browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>"false" for names, codes and numbers.</summary>
    public string? Spellcheck { get; set; }

    /// <summary>True for numbers and codes that are read digit by digit.</summary>
    public bool Code { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var classes =
            "nhsuk-input"
            + (Code ? " nhsuk-input--code" : "")
            + (error is null ? "" : " nhsuk-input--error")
            + (Width is { } width ? string.Create(CultureInfo.InvariantCulture, $" nhsuk-input--width-{width}") : "")
            + output.ExtraClass();
        var value = TextOf(Name, For.Model);
        var attributes = Markup.Join([
            Markup.Attribute("value", string.IsNullOrEmpty(value) ? null : value),
            Markup.Attribute("spellcheck", Spellcheck),
            Markup.Attribute("aria-describedby", DescribedBy(error)),
            Markup.Attribute("autocomplete", Autocomplete),
            Markup.Attribute("inputmode", Inputmode),
            output.PassedOn(),
        ]);
        var input = Markup.Of($"""<input class="{classes}" id="{FieldId}" name="{Name}" type="{Type}"{attributes}>""");
        output.Render(FieldMarkup.FormGroup(error, Markup.Join([Head(error), input])));
    }
}

/// <summary>Asks for several lines of text, with a count of characters when there is a limit.</summary>
[HtmlTargetElement("nhs-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsTextareaTagHelper : LabelledTagHelper
{
    /// <summary>How many lines to show.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>How many characters are allowed.</summary>
    public int? MaxLength { get; set; }

    /// <summary>What a browser may fill in.</summary>
    public string? Autocomplete { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var classes =
            "nhsuk-textarea"
            + (error is null ? "" : " nhsuk-textarea--error")
            + (MaxLength is null ? "" : " nhsuk-js-character-count")
            + output.ExtraClass();
        var attributes = Markup.Join([
            Markup.Attribute("aria-describedby", DescribedBy(error, MaxLength is null ? null : $"{FieldId}-info")),
            Markup.Attribute("autocomplete", Autocomplete),
            output.PassedOn(),
        ]);
        // An HTML parser drops the first line break after the tag, so one is given to drop.
        var value = TextOf(Name, For.Model) ?? "";
        var text = Markup.Of($"{(value.StartsWith('\n') || value.StartsWith('\r') ? "\n" : "")}{value}");
        var area = Markup.Of(
            $"""
            <textarea class="{classes}" id="{FieldId}" name="{Name}" rows="{Rows}"{attributes}>{text}</textarea>
            """
        );
        output.Render(
            MaxLength is { } most
                ? FieldMarkup.FormGroup(
                    error,
                    Markup.Join([Head(error), area, Count(most)]),
                    " nhsuk-character-count",
                    Markup.Of($" data-module=\"nhsuk-character-count\" data-maxlength=\"{most}\"")
                )
                : FieldMarkup.FormGroup(error, Markup.Join([Head(error), area]))
        );
    }

    private Markup Count(int most) =>
        Markup.Of(
            $"""
            <div class="nhsuk-hint nhsuk-character-count__message" id="{FieldId}-info">You can enter up to {most} characters</div>
            """
        );
}

/// <summary>Asks for a password; never shows the one that was typed.</summary>
[HtmlTargetElement("nhs-password", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsPasswordTagHelper : LabelledTagHelper
{
    /// <summary>"current-password" or "new-password".</summary>
    public string Autocomplete { get; set; } = "current-password";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var state = error is null ? "" : " nhsuk-input--error";
        var described = Markup.Attribute("aria-describedby", DescribedBy(error));
        var input = Markup.Of(
            $"""
            <div class="nhsuk-input-wrapper">
            <input class="nhsuk-input{state} nhsuk-password-input__input nhsuk-js-password-input-input" id="{FieldId}" name="{Name}" type="password" spellcheck="false"{described} autocomplete="{Autocomplete}" autocapitalize="none"{output.PassedOn()}>
            <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle nhsuk-js-password-input-toggle" data-module="nhsuk-button" type="button" aria-label="Show password" aria-controls="{FieldId}" hidden>Show</button>
            </div>
            """
        );
        output.Render(
            FieldMarkup.FormGroup(
                error,
                Markup.Join([Head(error), input]),
                " nhsuk-password-input",
                Markup.Attribute("data-module", "nhsuk-password-input")
            )
        );
    }
}

/// <summary>Asks for a file; the form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("nhs-file", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsFileTagHelper : LabelledTagHelper
{
    /// <summary>Which kinds of file to offer, such as <c>.csv</c>.</summary>
    public string? Accept { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var attributes = Markup.Join([
            Markup.Attribute("accept", Accept),
            Markup.Attribute("aria-describedby", DescribedBy(error)),
            output.PassedOn(),
        ]);

        // Without the published script: its button's name differs from the words on it, which axe rightly finds.
        var input = Markup.Of($"""<input class="nhsuk-file-upload__input" id="{FieldId}" name="{Name}" type="file"{attributes}>""");
        output.Render(FieldMarkup.FormGroup(error, Markup.Join([Head(error), input]), " nhsuk-file-upload"));
    }
}

/// <summary>Asks for one of many, where radios would be too long.</summary>
[HtmlTargetElement("nhs-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsSelectTagHelper : LabelledTagHelper
{
    /// <summary>The answers offered.</summary>
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>What stands first, for no answer, such as "Choose a setting".</summary>
    public string? Blank { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = ErrorOf(Name);
        Register(Name, FieldId);
        var chosen = ChosenOf(Name, For.Model);
        var options = Markup.Join(
            (Blank is null ? [] : new[] { new Choice("", Blank) })
                .Concat(Items)
                .Select(item =>
                {
                    var selected = Markup.Flag("selected", chosen.Contains(item.Value, StringComparer.OrdinalIgnoreCase));
                    return Markup.Of($"""<option value="{item.Value}"{selected}>{item.Text}</option>""");
                })
        );
        var classes = "nhsuk-select" + (error is null ? "" : " nhsuk-select--error") + output.ExtraClass();
        var attributes = Markup.Join([Markup.Attribute("aria-describedby", DescribedBy(error)), output.PassedOn()]);
        var select = Markup.Of($"""<select class="{classes}" id="{FieldId}" name="{Name}"{attributes}>{options}</select>""");
        output.Render(FieldMarkup.FormGroup(error, Markup.Join([Head(error), select])));
    }
}
