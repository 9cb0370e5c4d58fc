using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Urgent;

/// <summary>What must be known at the door, in the order it is needed; no script, nothing to press.</summary>
[RecordPage(RecordPart.Urgent)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    private static readonly string[] Order =
    [
        "alerts",
        "resuscitation",
        "treatment-escalation",
        "legal",
        "diagnoses",
        "prognosis",
        "devices",
        "contingency",
        "allergies",
        "medicines",
        "anticipatory-medicines",
        "preferred-places",
        "access-to-home",
        "individual-requirements",
        "personal-contacts",
        "professional-contacts",
    ];

    public IReadOnlyList<SectionView> Sections { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public bool MayEnd => record.Grant.May(Permission.EndRecord);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        var hides = await RecordBanner.HidesLocationAsync(record, cancel);
        Sections =
        [
            .. Order
                .Select(key => SectionCatalogue.Find(key)!)
                .Where(section => record.Grant.MayReadOnCard(section) && !(hides && section.IsLocation))
                .Select(section => new SectionView(section, plan, plan.CurrentRow(section.Key), hides)),
        ];
    }
}
