using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>A short status in a word or two; the colour never says anything that the words do not.</summary>
[HtmlTargetElement("nhs-tag")]
public sealed class NhsTagTagHelper : TagHelper
{
    /// <summary>white, grey, green, aqua-green, blue, purple, pink, red, orange, yellow; none for solid blue.</summary>
    public string? Colour { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        var colour = Colour is null ? "" : $" nhsuk-tag--{Colour}";
        output.Render(Markup.Of($"""<strong class="nhsuk-tag{colour}{output.ExtraClass()}"{output.PassedOn()}>{inner}</strong>"""));
    }
}

/// <summary>Warns of something that must not be missed.</summary>
[HtmlTargetElement("nhs-warning")]
public sealed class NhsWarningTagHelper : TagHelper
{
    /// <summary>The heading in the yellow label.</summary>
    public string Heading { get; set; } = "Important";

    /// <summary>The heading's level.</summary>
    public int Level { get; set; } = 2;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Render(
            Markup.Of(
                $"""
                <div class="nhsuk-card nhsuk-card--warning"><div class="nhsuk-card__content">
                <h{Level} class="nhsuk-card__heading">{Heading}</h{Level}>
                {inner}</div></div>
                """
            )
        );
    }
}

/// <summary>Sets a remark apart from the text round it.</summary>
[HtmlTargetElement("nhs-inset")]
public sealed class NhsInsetTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Render(
            Markup.Of(
                $"""
                <div class="nhsuk-inset-text"><span class="nhsuk-u-visually-hidden">Information: </span>{inner}</div>
                """
            )
        );
    }
}

/// <summary>Keeps what few people need out of the way.</summary>
[HtmlTargetElement("nhs-details")]
public sealed class NhsDetailsTagHelper : TagHelper
{
    /// <summary>What opens it.</summary>
    public required string Summary { get; set; }

    /// <summary>True to show it open.</summary>
    public bool Open { get; set; }

    /// <summary>True for the boxed form.</summary>
    public bool Expander { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        var classes = "nhsuk-details" + (Expander ? " nhsuk-expander" : "") + output.ExtraClass();
        output.Render(
            Markup.Of(
                $"""
                <details class="{classes}"{Markup.Flag("open", Open)}{output.PassedOn()}>
                <summary class="nhsuk-details__summary"><span class="nhsuk-details__summary-text">{Summary}</span></summary>
                <div class="nhsuk-details__text">{inner}</div></details>
                """
            )
        );
    }
}

/// <summary>Says that what was asked has been done: the sentence in <c>TempData["Receipt"]</c>, once.</summary>
[HtmlTargetElement("nhs-success", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsSuccessTagHelper : TagHelper
{
    /// <summary>The name under which a page leaves its sentence.</summary>
    public const string Key = "Receipt";

    /// <summary>The page being rendered.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Render(
            ViewContext.TempData[Key] is string { Length: > 0 } receipt
                ? Markup.Of(
                    $"""
                    <div class="nhsuk-notification-banner nhsuk-notification-banner--success" data-module="nhsuk-notification-banner" role="alert" aria-labelledby="nhsuk-notification-banner-title">
                    <div class="nhsuk-notification-banner__header">
                    <h2 class="nhsuk-notification-banner__title" id="nhsuk-notification-banner-title">Success</h2></div>
                    <div class="nhsuk-notification-banner__content">
                    <p class="nhsuk-notification-banner__heading">{receipt}</p></div></div>
                    """
                )
                : Markup.Empty
        );
    }
}

/// <summary>Says that a list is empty, why, and what to do about it.</summary>
[HtmlTargetElement("nhs-empty")]
public sealed class NhsEmptyTagHelper : TagHelper
{
    /// <summary>What there is none of, such as "No reviews are due".</summary>
    public required string Heading { get; set; }

    /// <summary>The heading's level.</summary>
    public int Level { get; set; } = 2;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        output.Render(Markup.Of($"""<div class="app-empty"><h{Level} class="nhsuk-heading-s">{Heading}</h{Level}>{inner}</div>"""));
    }
}
