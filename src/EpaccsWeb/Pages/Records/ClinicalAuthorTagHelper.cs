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

    /// <summary>The role, and where, unless the reader may not know where.</summary>
    internal static string Work(Role role, string? organisation, bool hides) =>
        hides || organisation is null ? RoleNames.Of(role) : $"{RoleNames.Of(role)}, {organisation}";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var hides = Hides is true || await RecordBanner.HidesLocationAsync(record, CancellationToken.None);
        var work = Work(Role, Organisation, hides);
        output.Content.SetContent(hides || Name is null ? work : $"{Name} ({work})");
    }
}
