using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.KeySafes;

/// <summary>Where the key safe is, and its code: said when it is asked for, and each time with a line in the audit.</summary>
[RecordPage(RecordPart.KeySafe)]
public sealed class IndexModel(OpenRecord record, KeySafeDoor door) : PageModel
{
    public SectionView View { get; private set; } = null!;

    /// <summary>It was asked for, and the line is written.</summary>
    public bool Shown { get; private set; }

    public AccessToHome? Answers => View.Answers<AccessToHome>();

    public Guid PatientId => record.PatientId;

    public bool ReadsPlan => record.Grant.May(Permission.WholeRecord);

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => AnswerAsync(asked: false, cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => AnswerAsync(asked: true, cancel);

    private async Task<IActionResult> AnswerAsync(bool asked, CancellationToken cancel)
    {
        if (!record.Grant.MayAskForKeySafe() || await RecordBanner.HidesLocationAsync(record, cancel))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var section = SectionCatalogue.Of<AccessToHome>();
        var plan = await record.PlanAsync(cancel);
        View = new(section, plan, plan.CurrentRow(section.Key));
        if (asked && Answers?.KeySafe is not null)
        {
            await door.WriteAsync();
            Shown = true;
        }

        return Page();
    }
}
