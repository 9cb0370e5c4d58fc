using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Shows facts as keys and values, each with its "Change" link where there is one.</summary>
[HtmlTargetElement("nhs-summary-list")]
public sealed class NhsSummaryListTagHelper : TagHelper
{
    /// <summary>False to draw no lines between rows.</summary>
    public bool Border { get; set; } = true;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new SummaryRows();
        context.Items[typeof(SummaryRows)] = rows;
        await output.GetChildContentAsync();
        var someAct = rows.Exists(row => row.Actions.Count > 0);
        var classes = "nhsuk-summary-list" + (Border ? "" : " nhsuk-summary-list--no-border") + output.ExtraClass();
        var drawn = Markup.Join(rows.Select(row => row.Draw(someAct)));
        output.Render(Markup.Of($"""<dl class="{classes}"{output.PassedOn()}>{drawn}</dl>"""));
    }
}

/// <summary>One fact of a summary list; says "Not recorded" when there is no value.</summary>
[HtmlTargetElement("nhs-row", ParentTag = "nhs-summary-list")]
public sealed class NhsRowTagHelper : TagHelper
{
    /// <summary>What the fact is.</summary>
    public required string Key { get; set; }

    /// <summary>Where to change it.</summary>
    public string? Href { get; set; }

    /// <summary>The words of the link.</summary>
    public string LinkText { get; set; } = "Change";

    /// <summary>What a screen reader hears after the link's words, in place of the key.</summary>
    public string? LinkHidden { get; set; }

    /// <summary>True draws no row at all: this copy leaves the fact off, which is not "Not recorded".</summary>
    public bool LeftOff { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (LeftOff)
        {
            output.SuppressOutput();
            return;
        }

        var value = await output.InnerAsync();
        output.SuppressOutput();
        if (context.Items.TryGetValue(typeof(SummaryRows), out var found) && found is SummaryRows rows)
        {
            rows.Add(
                new SummaryRow(
                    Key,
                    value.IsBlank ? TimeElement.None : value,
                    string.IsNullOrEmpty(Href) ? [] : [new SummaryAction(Href, LinkText, LinkHidden ?? Lower(Key))]
                )
            );
        }
    }

    // "Date of birth" becomes "date of birth"; "NHS number" stays as it is.
    private static string Lower(string key) => key.Length > 1 && char.IsLower(key[1]) ? char.ToLowerInvariant(key[0]) + key[1..] : key;
}

internal sealed class SummaryRows : List<SummaryRow>;

internal sealed record SummaryAction(string Href, string Text, string Hidden);

internal sealed record SummaryRow(string Key, Markup Value, IReadOnlyList<SummaryAction> Actions)
{
    public Markup Draw(bool someAct)
    {
        var bare = someAct && Actions.Count == 0 ? " nhsuk-summary-list__row--no-actions" : "";
        var links = Markup.Join(
            Actions.Select(action =>
                Markup.Of(
                    $"""<a class="nhsuk-link" href="{action.Href}">{action.Text}<span class="nhsuk-u-visually-hidden"> {action.Hidden}</span></a>"""
                )
            )
        );
        var actions = links.IsBlank ? Markup.Empty : Markup.Of($"""<dd class="nhsuk-summary-list__actions">{links}</dd>""");
        return Markup.Of(
            $"""
            <div class="nhsuk-summary-list__row{bare}"><dt class="nhsuk-summary-list__key">{Key}</dt>
            <dd class="nhsuk-summary-list__value">{Value}</dd>{actions}</div>
            """
        );
    }
}
