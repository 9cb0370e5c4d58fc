using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.ViewAsRole;

/// <summary>What a role would see, without anybody's data.</summary>
[RequirePermission(Permission.Accounts, Permission.Audit)]
public sealed class IndexModel : PageModel
{
    public static IReadOnlyList<Choice> Consents { get; } = FormParts.ChoicesOf<ConsentStatus>();

    [BindProperty(SupportsGet = true, Name = "role")]
    public Role Role { get; set; } = Role.CommunityNurse;

    [BindProperty(SupportsGet = true, Name = "consent")]
    public ConsentStatus Consent { get; set; } = ConsentStatus.Given;

    public RecordSeen Seen => RecordSeen.By(Role, Consent);
}
