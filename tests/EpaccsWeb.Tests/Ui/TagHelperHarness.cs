using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;

namespace EpaccsWeb.Tests.Ui;

/// <summary>One page, without a server, on which tag helpers are rendered in order.</summary>
internal sealed class TagHelperHarness
{
    private readonly EmptyModelMetadataProvider metadata = new();

    public TagHelperHarness()
    {
        ViewContext = new ViewContext
        {
            HttpContext = new DefaultHttpContext(),
            RouteData = new RouteData(),
            ActionDescriptor = new ActionDescriptor(),
            TempData = new TempDataDictionary(new DefaultHttpContext(), new NoTempData()),
        };
        ViewContext.ViewData = new ViewDataDictionary(metadata, ViewContext.ModelState);
    }

    public ViewContext ViewContext { get; }

    public ModelStateDictionary ModelState => ViewContext.ModelState;

    public TagHelperHarness WithError(string field, string text)
    {
        ModelState.AddModelError(field, text);
        return this;
    }

    public TagHelperHarness WithTyped(string field, params string[] values)
    {
        ModelState.SetModelValue(field, values.Length == 1 ? values[0] : values, string.Join(',', values));
        return this;
    }

    public ModelExpression For(string name, object? value = null) =>
        new(name, new ModelExplorer(metadata, metadata.GetMetadataForType(value?.GetType() ?? typeof(string)), value));

    /// <summary>The element as it stands when the page is written.</summary>
    public async Task<IHtmlContent> DrawAsync(
        TagHelper helper,
        string inner = "",
        IDictionary<object, object>? items = null,
        Func<TagHelperContext, Task>? children = null,
        params (string Name, string Value)[] attributes
    )
    {
        helper.GetType().GetProperty(nameof(FieldTagHelper.ViewContext))?.SetValue(helper, ViewContext);
        var context = new TagHelperContext(
            "element",
            [.. attributes.Select(a => new TagHelperAttribute(a.Name, a.Value))],
            items ?? new Dictionary<object, object>(),
            Guid.NewGuid().ToString("N")
        );
        var output = new TagHelperOutput(
            "element",
            [.. attributes.Select(a => new TagHelperAttribute(a.Name, a.Value))],
            async (_, _) =>
            {
                if (children is not null)
                {
                    await children(context);
                }

                return new DefaultTagHelperContent().SetHtmlContent(inner);
            }
        );
        helper.Init(context);
        await helper.ProcessAsync(context, output);
        return output;
    }

    public async Task<string> HtmlAsync(
        TagHelper helper,
        string inner = "",
        Func<TagHelperContext, Task>? children = null,
        params (string Name, string Value)[] attributes
    ) => Text(await DrawAsync(helper, inner, null, children, attributes));

    public static string Text(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }

    private sealed class NoTempData : ITempDataProvider
    {
        public IDictionary<string, object> LoadTempData(HttpContext context) => new Dictionary<string, object>();

        public void SaveTempData(HttpContext context, IDictionary<string, object> values)
        {
            // Nothing outlives a test.
        }
    }
}
