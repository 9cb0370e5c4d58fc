using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
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

    public ActivityPage Page_ { get; private set; } = new([], 0);

    public int Pages => Math.Max(1, (Page_.Count + Size - 1) / Size);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        Page_ = await record.ActivityAsync(P, Size, cancel);
    }

    public static string Words(AuditAction action) =>
        action switch
        {
            AuditAction.View => "Viewed",
            AuditAction.Refused => "Refused",
            AuditAction.Changed => "Changed",
            AuditAction.Started => "Started",
            AuditAction.CaringNow => "Said they were caring for the person",
            AuditAction.VisitFinished => "Finished the visit",
            AuditAction.BreakGlass => "Opened in an emergency",
            AuditAction.Imported => "Imported",
            AuditAction.Printed => "Printed",
            AuditAction.Exported => "Exported",
            _ => action.ToString(),
        };
}
