using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Draws nothing of a field that tells a location, where the form is shown without it.</summary>
[HtmlTargetElement("nhs-input", Attributes = "for")]
[HtmlTargetElement("nhs-textarea", Attributes = "for")]
[HtmlTargetElement("nhs-radios", Attributes = "for")]
[HtmlTargetElement("nhs-select", Attributes = "for")]
public sealed class LocationFieldTagHelper : TagHelper
{
    /// <summary>The property the field edits.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>The page being rendered.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the field itself.</summary>
    public override int Order => 1;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (
            ViewContext.ViewData[LocationFields.LeftOut] is true
            && LocationFields.Has(For.Metadata.ContainerType, For.Metadata.PropertyName)
        )
        {
            output.SuppressOutput();
        }
    }
}
