using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Activity;

/// <summary>Who has looked at the record and what they did. Looking here is itself a line.</summary>
[RecordPage(RecordPart.Activity)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>One kind of line only.</summary>
    public ActivityKind? Kind { get; private set; }

    public Guid PatientId => record.PatientId;

    public ActivityPage Activity { get; private set; } = new([], 0);

    public int Pages => Math.Max(1, (Activity.Count + Size - 1) / Size);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        Kind = Slug.Parse<ActivityKind>(Request.Query["kind"]);
        Activity = await record.ActivityAsync(Kind, P, Size, cancel);
    }
}
