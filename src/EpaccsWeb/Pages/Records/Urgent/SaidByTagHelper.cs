using EpaccsWeb.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Pages.Records.Urgent;

/// <summary>Who said it, how long ago, and whether it has grown old: the line under each statement of the card, after what it holds.</summary>
/// <remarks>The card has a dozen of them, and a partial view for each would cost more than what it shows.</remarks>
[HtmlTargetElement("said-by", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SaidByTagHelper(OpenRecord record, TimeProvider clock) : TagHelper
{
    /// <summary>The statement; nothing is shown for one that is not recorded.</summary>
    public SectionView? Statement { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Statement is not { Row: { } row } statement)
        {
            output.SuppressOutput();
            return;
        }

        var before = await output.InnerAsync();
        var now = clock.GetUtcNow();
        var hides = await RecordBanner.HidesLocationAsync(record, CancellationToken.None);
        var how = row.Imported ? "Imported: check the form" : "Recorded";
        var confirmed = statement.Confirmation is { } again ? $"; confirmed {Said(again)}" : "";
        var stale = statement.IsStale(now)
            ? Markup.Of(
                $"""<strong class="nhsuk-tag nhsuk-tag--yellow">Not confirmed since {London.Show(London.Day(statement.LastSaid!.Value))}: ask again</strong>"""
            )
            : Markup.Empty;
        output.Render(
            Markup.Of($"""<p class="app-door__said">{before}{(before.IsBlank ? "" : " ")}{how} {Said(row)}{confirmed} {stale}</p>""")
        );

        string Said(SectionVersion version) =>
            $"{StatementAge.Of(version.At, now)} by {ClinicalAuthorTagHelper.Work(version.AuthorRole, version.AuthorOrganisation, hides)}";
    }
}
