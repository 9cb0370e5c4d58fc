using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>The people behind one number of the report, for posts that see it as it is. Every look is recorded.</summary>
[RequirePermission(Permission.Reports)]
public sealed class PeopleModel(ReportReader reports) : PageModel
{
    /// <summary>The page of the list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    public ReportFilterForm Form { get; private set; } = null!;

    public Measure Measure { get; private set; } = Measures.All[0];

    public PeopleBehind Listed { get; private set; } = new([], 0, 0);

    public int Pages => Paging.Pages(Listed.Count, ReportReader.PageSize);

    public async Task<IActionResult> OnGetAsync(string? measure, CancellationToken cancel)
    {
        Form = ReportFilterForm.Read(Request.Query);
        if (Measures.All.FirstOrDefault(row => row.Id == measure) is not { } known)
        {
            return NotFound();
        }

        Measure = known;
        P = Math.Clamp(P, 1, 10_000);
        if (Form.ToQuery(reports.Today, ModelState) is not { } query)
        {
            return this.Invalid();
        }

        var people = await reports.PeopleAsync(query, Measure.Counts, User.RequireActor(), P, cancel);
        Listed = people ?? Listed;
        return people is null ? StatusCode(StatusCodes.Status403Forbidden) : Page();
    }
}
