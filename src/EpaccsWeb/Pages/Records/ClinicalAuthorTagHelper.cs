using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EpaccsWeb.Pages.Records;

/// <summary>Who wrote something. Outside a restricted person's team it is the role only: names and organisations tell the practice.</summary>
[HtmlTargetElement("clinical-author")]
public sealed class ClinicalAuthorTagHelper(OpenRecord record) : TagHelper
{
    public string? Name { get; set; }

    public Role Role { get; set; }

    public string? Organisation { get; set; }

    /// <summary>Set where the page shows what another reader sees; else the reader's own grant decides.</summary>
    public bool? Hides { get; set; }

    private string Work => Organisation is null ? RoleNames.Of(Role) : $"{RoleNames.Of(Role)}, {Organisation}";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var hides = Hides is true || await RecordBanner.HidesLocationAsync(record, CancellationToken.None);
        output.Content.SetContent(
            hides ? RoleNames.Of(Role)
            : Name is null ? Work
            : $"{Name} ({Work})"
        );
    }
}
