using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.SharingEvidence;

/// <summary>Who shared plans with whom and on which basis, for an organisation's impact assessment: counts only.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
public sealed class IndexModel(SharingReader reader) : PageModel
{
    public SharingAnswer Answer { get; private set; } = null!;

    public PeriodForm Asked { get; private set; } = null!;

    public IReadOnlyList<TrailOrganisation> Organisations { get; private set; } = [];

    public int Threshold => reader.Threshold;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Asked = PeriodForm.Read(Request.Query, reader.Today);
        var actor = User.RequireActor();
        if (await reader.ReadAsync(Asked.Organisation, Asked.From, Asked.To, export: false, actor, cancel) is not { } answer)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Answer = answer;
        Organisations = await reader.OrganisationsAsync(actor, cancel);
        return Page();
    }

    public static string Measure(string id) => id == "looks" ? "Looks, prints and copies" : "People shared";
}
