using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace EpaccsWeb.Ui;

/// <summary>Leads through a long list page by page, keeping the filter that is in the address.</summary>
[HtmlTargetElement("nhs-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsPaginationTagHelper : TagHelper
{
    private const string Left =
        "M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z";

    private const string Right =
        "m14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z";

    /// <summary>The page shown, from 1.</summary>
    public int Page { get; set; }

    /// <summary>How many pages there are; with one or none, nothing is drawn.</summary>
    public int Pages { get; set; }

    /// <summary>The address that takes the page number; this page's own address when left out.</summary>
    public string? Route { get; set; }

    /// <summary>The name of the page number in the address; "page" itself is taken by Razor Pages.</summary>
    public string Parameter { get; set; } = "p";

    /// <summary>The page being rendered.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }

        var before = Page > 1 ? Step(Page - 1, "previous", "prev", "Previous", Left) : Markup.Empty;
        var after = Page < Pages ? Step(Page + 1, "next", "next", "Next", Right) : Markup.Empty;
        var items = Markup.Join(Shown().Select(Item));
        output.Render(
            Markup.Of(
                $"""
                <nav class="nhsuk-pagination nhsuk-pagination--numbered" role="navigation" aria-label="Pagination">
                {before}<ul class="nhsuk-pagination__list">{items}</ul>{after}</nav>
                """
            )
        );
    }

    /// <summary>First, last, and two on each side; 0 stands for a gap of more than one.</summary>
    private IEnumerable<int> Shown()
    {
        var last = 0;
        foreach (var number in Enumerable.Range(1, Pages).Where(n => n == 1 || n == Pages || Math.Abs(n - Page) <= 2))
        {
            if (number - last == 2)
            {
                yield return number - 1;
            }
            else if (number - last > 2)
            {
                yield return 0;
            }

            yield return number;
            last = number;
        }
    }

    private Markup Item(int number)
    {
        if (number == 0)
        {
            return Markup.Of($"""<li class="nhsuk-pagination__item nhsuk-pagination__item--ellipsis">⋯</li>""");
        }

        var current = number == Page;
        var state = current ? " nhsuk-pagination__item--current" : "";
        var aria = Markup.Attribute("aria-current", current ? "page" : null);
        return Markup.Of(
            $"""
            <li class="nhsuk-pagination__item{state}"><a class="nhsuk-pagination__link" href="{Address(
                number
            )}" aria-label="Page {number}"{aria}>{number}</a></li>
            """
        );
    }

    private Markup Step(int number, string place, string rel, string title, string path)
    {
        var icon = Markup.Of(
            $"""
            <svg class="nhsuk-icon nhsuk-icon--arrow-{(
                place == "next" ? "right" : "left"
            )}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="16" height="16" focusable="false" aria-hidden="true"><path d="{path}"/></svg>
            """
        );
        var text = Markup.Of(
            $"""
            <span class="nhsuk-pagination__title">{title}<span class="nhsuk-u-visually-hidden"> page</span></span>
            """
        );
        var inner = place == "next" ? Markup.Join([text, icon]) : Markup.Join([icon, text]);
        return Markup.Of($"""<a href="{Address(number)}" class="nhsuk-pagination__{place}" rel="{rel}">{inner}</a>""");
    }

    private string Address(int number)
    {
        var request = ViewContext.HttpContext.Request;
        var route = Route ?? request.PathBase + request.Path + request.QueryString.ToString();
        var parts = route.Split('?', 2);
        var query = new QueryBuilder(
            QueryHelpers
                .ParseQuery(parts.Length > 1 ? parts[1] : "")
                .Where(pair => !string.Equals(pair.Key, Parameter, StringComparison.OrdinalIgnoreCase))
        )
        {
            { Parameter, number.ToString(CultureInfo.InvariantCulture) },
        };
        return parts[0] + query.ToQueryString();
    }
}
