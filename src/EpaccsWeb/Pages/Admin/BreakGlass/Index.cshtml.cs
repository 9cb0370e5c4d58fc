using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.BreakGlass;

/// <summary>The privacy officer's queue of emergency access, the oldest first, and what was judged before.</summary>
[RequirePermission(Permission.Audit)]
public sealed class IndexModel(EmergencyUses uses, TimeProvider clock) : PageModel
{
    public UseList List { get; private set; }

    public UsePage Uses { get; private set; } = new([], 0);

    public int P { get; private set; } = 1;

    public int Pages => Paging.Pages(Uses.Count, EmergencyUses.PageSize);

    public DateOnly Today => London.Day(clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken cancel)
    {
        List = Slug.Parse<UseList>(Request.Query["list"]) ?? UseList.Waiting;
        P = int.TryParse(Request.Query["p"], out var page) ? Math.Clamp(page, 1, 10_000) : 1;
        Uses = await uses.ReadAsync(List, P, User.RequireActor(), cancel);
    }

    /// <summary>How long ago it was.</summary>
    public string Age(EmergencyUse use) =>
        (Today.DayNumber - London.Day(use.StartedAt).DayNumber) switch
        {
            0 => "used today",
            1 => "used yesterday",
            var days => $"used {days} days ago",
        };

    public static string Words(UseList list) =>
        list switch
        {
            UseList.Waiting => "Break-glass to be judged",
            UseList.Flagged => "Caring now, flagged",
            UseList.Sampled => "Caring now, one in ten",
            _ => "Judged in the last 90 days",
        };

    public static string Verdict(string slug) => slug == Slug.Of(ReviewVerdict.Appropriate) ? "Appropriate" : "Not appropriate";
}
