using System.Globalization;
using EpaccsWeb.Domain.Patients;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Ui;

/// <summary>Prints a date for clinicians, with the long form for screen readers and on hover.</summary>
[HtmlTargetElement("clinical-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ClinicalDateTagHelper : TagHelper
{
    /// <summary>The date; "Not recorded" when there is none.</summary>
    public DateOnly? Value { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Render(
            Value is { } date
                ? TimeElement.Of(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ClinicalText.LongDate(date), London.Show(date))
                : TimeElement.None
        );
}

/// <summary>Prints a moment for clinicians on the clock of Europe/London.</summary>
[HtmlTargetElement("clinical-moment", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ClinicalMomentTagHelper : TagHelper
{
    /// <summary>The moment; "Not recorded" when there is none.</summary>
    public DateTimeOffset? Value { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Render(
            Value is { } moment
                ? TimeElement.Of(
                    moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    ClinicalText.LongMoment(moment),
                    London.Show(moment)
                )
                : TimeElement.None
        );
}

internal static class TimeElement
{
    public static readonly Markup None = Markup.Of($"""<span class="app-none">{ClinicalText.NotRecorded}</span>""");

    public static Markup Of(string machine, string @long, string shown) =>
        Markup.Of($"""<time class="nhsuk-u-nowrap" datetime="{machine}" title="{@long}">{shown}</time>""");
}
