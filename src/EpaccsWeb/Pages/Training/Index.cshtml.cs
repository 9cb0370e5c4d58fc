using EpaccsWeb.Identity;
using EpaccsWeb.Training;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Training;

/// <summary>The exercises and one's own log; on a demonstration only.</summary>
public sealed class IndexModel(TrainingLog log, DemonstrationMark mark) : PageModel
{
    public IReadOnlyList<TrainingResult> Log { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!mark.IsSet)
        {
            return NotFound();
        }

        Log = await log.OfAsync(User.RequireActor().UserId, cancel);
        return Page();
    }
}
