using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Lists what is wrong with the form at the top of the page, each with a link to the input to change.</summary>
[HtmlTargetElement("nhs-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NhsErrorSummaryTagHelper : TagHelper
{
    /// <summary>The page being rendered.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (ViewContext.ModelState.ErrorCount > 0)
        {
            output.Content.SetHtmlContent(new Summary(ViewContext));
        }
    }

    // Drawn when the page is written, for only then are the fields below it known.
    private sealed class Summary(ViewContext context) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var fields = FieldRegistry.Of(context);
            var items = context
                .ModelState.OrderBy(entry => fields.Position(entry.Key))
                .SelectMany(entry =>
                    entry.Value!.Errors.Select(error => (Link: fields.InputFor(entry.Key), Text: FieldMarkup.Sentence(error)))
                )
                .Distinct()
                .Select(item =>
                    item.Link is null
                        ? Markup.Of($"<li>{item.Text}</li>")
                        : Markup.Of($"""<li><a href="#{item.Link}">{item.Text}</a></li>""")
                );
            Markup
                .Of(
                    $"""
                    <div class="nhsuk-error-summary" data-module="nhsuk-error-summary"><div role="alert">
                    <h2 class="nhsuk-error-summary__heading">There is a problem</h2>
                    <div class="nhsuk-error-summary__body">
                    <ul class="nhsuk-list nhsuk-error-summary__list">{Markup.Join(items)}</ul>
                    </div></div></div>
                    """
                )
                .WriteTo(writer, encoder);
        }
    }
}
