using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Groups what belongs together; the care kinds (non-urgent, urgent, emergency) are for one fact a page.</summary>
[HtmlTargetElement("nhs-card")]
public sealed class NhsCardTagHelper : TagHelper
{
    private static readonly Dictionary<string, string> Spoken = new(StringComparer.Ordinal)
    {
        ["non-urgent"] = "Non-urgent advice: ",
        ["urgent"] = "Urgent advice: ",
        ["emergency"] = "Immediate action required: ",
    };

    /// <summary>The heading.</summary>
    public string? Heading { get; set; }

    /// <summary>The heading's level.</summary>
    public int Level { get; set; } = 2;

    /// <summary>basic, feature, primary, secondary, warning, non-urgent, urgent or emergency.</summary>
    public string Variant { get; set; } = "basic";

    /// <summary>An address makes the whole card a link.</summary>
    public string? Href { get; set; }

    /// <summary>What a screen reader hears before the heading of a care card, in place of the usual words.</summary>
    public string? Prefix { get; set; }

    /// <summary>An address for "Change" beside the heading.</summary>
    public string? ActionHref { get; set; }

    /// <summary>The words of the link beside the heading.</summary>
    public string ActionText { get; set; } = "Change";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.InnerAsync();
        var care = Spoken.TryGetValue(Variant, out var spoken);
        var kind =
            care ? $" nhsuk-card--care nhsuk-card--care--{Variant}"
            : Variant == "basic" ? ""
            : $" nhsuk-card--{Variant}";
        var classes = "nhsuk-card" + (string.IsNullOrEmpty(Href) ? "" : " nhsuk-card--clickable") + kind + output.ExtraClass();
        var head =
            care ? CareHead(Prefix ?? spoken!)
            : string.IsNullOrEmpty(ActionHref) ? Markup.Empty
            : ActionHead();
        var inside = head.IsBlank ? Title("nhsuk-heading-m") : Markup.Empty;
        output.Render(
            Markup.Of(
                $"""
                <div class="{classes}"{output.PassedOn()}>{head}<div class="nhsuk-card__content">{inside}{inner}</div></div>
                """
            )
        );
    }

    private Markup CareHead(string spoken) =>
        Markup.Of(
            $"""
            <div class="nhsuk-card__heading-container"><h{Level} class="nhsuk-card__heading"><span role="text">
            <span class="nhsuk-u-visually-hidden">{spoken}</span>{Heading}</span></h{Level}>
            <span class="nhsuk-card--care__arrow" aria-hidden="true"></span></div>
            """
        );

    private Markup ActionHead() =>
        Markup.Of(
            $"""
            <div class="nhsuk-card__heading-container">{Title("nhsuk-heading-m")}
            <div class="nhsuk-card__actions"><a class="nhsuk-link" href="{ActionHref}">{ActionText}<span class="nhsuk-u-visually-hidden"> ({Heading})</span></a></div></div>
            """
        );

    private Markup Title(string size)
    {
        if (Heading is null)
        {
            return Markup.Empty;
        }

        // A feature card's heading is a label of fixed size.
        var classes = Variant is "feature" or "warning" ? "nhsuk-card__heading" : $"nhsuk-card__heading {size}";
        var text = string.IsNullOrEmpty(Href)
            ? Markup.Of($"{Heading}")
            : Markup.Of($"""<a class="nhsuk-card__link" href="{Href}">{Heading}</a>""");
        return Markup.Of($"""<h{Level} class="{classes}">{text}</h{Level}>""");
    }
}
