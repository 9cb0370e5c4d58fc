using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Preview;

/// <summary>What another organisation's role would see of this record, before or after a consent or the team changes (SCCI #10).</summary>
[RecordPage(RecordPart.Preview)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "role")]
    public Role? As { get; set; }

    /// <summary>The consent to share to suppose; null is the one in force.</summary>
    [BindProperty(SupportsGet = true, Name = "consent")]
    public ConsentStatus? Consent { get; set; }

    public IReadOnlyList<Choice> Roles { get; } =
    [
        .. Enum.GetValues<Role>()
            .Where(role => PermissionTable.Of(role).Contains(Permission.Find))
            .Select(role => new Choice(role.ToString(), RoleNames.Of(role))),
    ];

    public ConsentStatus? InForce { get; private set; }

    /// <summary>What the rules would answer; null until a role is chosen.</summary>
    public RecordSeen? Seen { get; private set; }

    public IReadOnlyList<SectionView> Sections { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        InForce = (await record.FactsAsync(cancel)).ConsentToShare;
        if (As is not { } role)
        {
            return;
        }

        Seen = RecordSeen.By(role, Consent ?? InForce);
        var plan = await record.PlanAsync(cancel);
        var hides = Seen.HidesLocation((await record.PatientAsync(cancel)).Restricted);
        Sections =
        [
            .. SectionCatalogue
                .Plan.Where(section => Seen.Shows(section) && !(hides && section.IsLocation))
                .Select(section => new SectionView(section, plan, plan.CurrentRow(section.Key), hides)),
        ];
    }
}
