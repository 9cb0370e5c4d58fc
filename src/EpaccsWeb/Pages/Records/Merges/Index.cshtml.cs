using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Merges;

/// <summary>Names the other record of the same person by its NHS number. It is looked for as the finder looks.</summary>
[RecordPage(RecordPart.Merging)]
public sealed class IndexModel(OpenRecord record, PatientFinder finder, MergeDesk desk) : PageModel
{
    [BindProperty]
    public string? Number { get; set; }

    public Guid PatientId => record.PatientId;

    /// <summary>Records that look like this one and were found to be of somebody else.</summary>
    public IReadOnlyList<ToldApart> Apart { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Number = null;
        Apart = await desk.ToldApartAsync(cancel);
    }

    /// <summary>Puts a pair back on the list of possible duplicates.</summary>
    public async Task<IActionResult> OnPostPutBackAsync(Guid other, CancellationToken cancel)
    {
        if (!await desk.JudgeAsync(other, null, cancel))
        {
            return NotFound();
        }

        TempData[NhsSuccessTagHelper.Key] = "The pair is back on the list of possible duplicates.";
        return Redirect($"/records/{PatientId}/merge");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Apart = await desk.ToldApartAsync(cancel);
        if (!NhsNumber.TryParse(Number, out var number))
        {
            ModelState.AddModelError(nameof(Number), Person.PersonForm.NumberProblem(Number));
            return this.Invalid();
        }

        var actor = User.RequireActor();
        if (!await finder.MaySearchAsync(actor))
        {
            ModelState.AddModelError(nameof(Number), PatientFinder.TooOften);
            return this.Invalid();
        }

        var found = await finder.FindAsync(new FinderQuery { NhsNumber = number.Digits }, actor, cancel);
        if (found.Cards.FirstOrDefault(card => card.Id != PatientId) is { } other)
        {
            return Redirect($"/records/{PatientId}/merge/{other.Id}");
        }

        ModelState.AddModelError(
            nameof(Number),
            found.Cards.Count > 0
                ? "That is the number of this record. Enter the other one."
                : "No other record with this number is open to your post."
        );
        return this.Invalid();
    }
}
