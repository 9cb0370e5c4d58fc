using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Location;

/// <summary>Shows a crew where a restricted person is, for this answer only; with a reason, and told to the privacy officer.</summary>
[RecordPage(RecordPart.Location)]
public sealed class IndexModel(OpenRecord record, EmergencyAccess emergency, KeySafeDoor door) : PageModel
{
    private const int Longest = 500;

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What tells where the person is; empty until it is asked for with a reason.</summary>
    public IReadOnlyList<SectionView> Shown { get; private set; } = [];

    /// <summary>Where the key safe is, and its code.</summary>
    public string? KeySafe { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await RecordBanner.HidesLocationAsync(record, cancel) ? Page() : Redirect(RecordBanner.HrefFor(record)!);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.AddModelError(nameof(Reason), "Say why you need to know where the person is.");
        }
        else if (PlainText.Problem(Reason, Longest) is { } problem)
        {
            ModelState.AddModelError(nameof(Reason), problem);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await emergency.ShowLocationAsync(Reason!, cancel);
        var plan = await record.PlanAsync(cancel);
        if (record.Grant.MayAskForKeySafe() && plan.Current<AccessToHome>()?.KeySafe is { } safe)
        {
            await door.WriteAsync();
            KeySafe = safe;
        }

        Shown =
        [
            .. SectionCatalogue
                .All.Where(section => (section.IsPerson || section.HoldsLocation) && record.Grant.MayReadOnCard(section))
                .Select(section => new SectionView(section, plan, plan.CurrentRow(section.Key))),
        ];
        return Page();
    }
}
