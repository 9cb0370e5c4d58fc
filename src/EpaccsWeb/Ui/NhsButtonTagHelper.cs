using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>A button, or a link that looks like one when it has an address.</summary>
[HtmlTargetElement("nhs-button")]
public sealed class NhsButtonTagHelper : TagHelper
{
    /// <summary>primary, secondary, secondary-solid, warning, reverse or login.</summary>
    public string Variant { get; set; } = "primary";

    /// <summary>An address makes it a link.</summary>
    public string? Href { get; set; }

    /// <summary>submit or button.</summary>
    public string Type { get; set; } = "submit";

    /// <summary>True for a smaller button.</summary>
    public bool Small { get; set; }

    /// <summary>Ignores a second click within a second.</summary>
    public bool PreventDoubleClick { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        var classes =
            "nhsuk-button"
            + (Variant == "primary" ? "" : $" nhsuk-button--{Variant}")
            + (Small ? " nhsuk-button--small" : "")
            + output.ExtraClass();
        var twice = Markup.Attribute("data-prevent-double-click", PreventDoubleClick ? "true" : null);
        var more = output.PassedOn();
        output.Render(
            string.IsNullOrEmpty(Href)
                ? Markup.Of($"""<button class="{classes}" data-module="nhsuk-button"{twice} type="{Type}"{more}>{inner}</button>""")
                : Markup.Of(
                    $"""<a class="{classes}" data-module="nhsuk-button" href="{Href}" role="button" draggable="false"{more}>{inner}</a>"""
                )
        );
    }
}
