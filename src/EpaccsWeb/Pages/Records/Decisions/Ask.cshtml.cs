using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Decisions;

/// <summary>Asks a named senior clinician to endorse a decision.</summary>
[RecordPage(RecordPart.Decision)]
public sealed class AskModel(OpenRecord record) : PageModel
{
    [BindProperty]
    public string? Endorser { get; set; }

    public SectionView View { get; private set; } = null!;

    public IReadOnlyList<Choice> Endorsers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string section, int number, CancellationToken cancel) =>
        await ReadAsync(section, number, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string section, int number, CancellationToken cancel)
    {
        if (!await ReadAsync(section, number, cancel))
        {
            return NotFound();
        }

        if (!Guid.TryParse(Endorser, out var postId))
        {
            ModelState.AddModelError(nameof(Endorser), "Choose whom to ask.");
            return this.Invalid();
        }

        return await this.AnswerButtonAsync(
            await record.AskForEndorsementAsync(section, number, postId, cancel),
            "Asked. It is on their list now, and on everybody's who may endorse after 72 hours.",
            $"/records/{record.PatientId}",
            "The decision has changed meanwhile, and nobody was asked. Look at the plan again.",
            () => ReadAsync(section, number, cancel)
        );
    }

    private async Task<bool> ReadAsync(string section, int number, CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        View = new(SectionCatalogue.Find(section)!, plan, plan.Row(section, number), await RecordBanner.HidesLocationAsync(record, cancel));
        Endorsers =
        [
            .. (await record.EndorsersAsync(cancel)).Select(one => new Choice(one.PostId.ToString(), $"{one.Name}, {one.Organisation}")),
        ];
        return View.Row is not null;
    }
}
