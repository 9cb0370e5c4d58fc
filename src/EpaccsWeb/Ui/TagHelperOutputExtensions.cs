using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

internal static class TagHelperOutputExtensions
{
    /// <summary>Replaces the element by mark-up of our own.</summary>
    public static void Render(this TagHelperOutput output, Markup markup)
    {
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(markup);
    }

    /// <summary>What stands between the element's tags.</summary>
    public static async Task<Markup> InnerAsync(this TagHelperOutput output) => Markup.Rendered(await output.GetChildContentAsync());

    /// <summary>Attributes that no property takes, to be passed on to the element that matters; class apart.</summary>
    public static Markup PassedOn(this TagHelperOutput output) =>
        Markup.Join(
            output
                .Attributes.Where(a => !string.Equals(a.Name, "class", StringComparison.OrdinalIgnoreCase))
                .Select(a =>
                    a.ValueStyle == HtmlAttributeValueStyle.Minimized
                        ? Markup.Flag(a.Name, on: true)
                        : Markup.Attribute(a.Name, Decoded(a.Value))
                )
        );

    /// <summary>The class attribute with a leading space, or nothing.</summary>
    public static string ExtraClass(this TagHelperOutput output) =>
        output.Attributes.TryGetAttribute("class", out var attribute) ? $" {Decoded(attribute.Value)}" : "";

    // Razor hands over literal attributes as HTML and written values as content; both are HTML by now.
    private static string? Decoded(object? value) =>
        value switch
        {
            null => null,
            Microsoft.AspNetCore.Html.IHtmlContent content => System.Net.WebUtility.HtmlDecode(Markup.Rendered(content).ToString()),
            _ => value.ToString(),
        };
}
