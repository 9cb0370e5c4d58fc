using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Urgent;

/// <summary>What must be known at the door, in the order it is needed; no script, nothing to press.</summary>
[RecordPage(RecordPart.Urgent)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    public UrgentCard Card { get; private set; } = null!;

    /// <summary>What stands beside the plan: the practice to ring, and the latest notes.</summary>
    public BesideTheCard Beside { get; private set; } = null!;

    public Guid PatientId => record.PatientId;

    public bool MayEnd => record.Grant.May(Permission.EndRecord);

    public bool MayPrint => record.Grant.May(Permission.WholeRecord);

    public bool MayNote => record.Grant.May(Permission.Notes);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var hides = await RecordBanner.HidesLocationAsync(record, cancel);
        Card = new UrgentCard(await record.PlanAsync(cancel), record.Grant, hides, record.Now);
        // A scan may tell where a restricted person is: it opens to whoever asked to be shown that.
        var keeps = hides && !await record.LocationWasShownAsync(cancel);
        Beside = await record.BesideTheCardAsync(files: !keeps && record.Grant.MayReadFiles(), cancel);
    }
}
