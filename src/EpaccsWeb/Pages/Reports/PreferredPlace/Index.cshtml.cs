using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>How many people died where they wished, with every measure beside it.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(ReportReader reports) : PageModel
{
    public const string Path = "/reports/" + ReportReader.PlaceOfDeath;

    public ReportFilterForm Form { get; private set; } = null!;

    /// <summary>Null when the filters could not be understood.</summary>
    public ReportAnswer? Answer { get; private set; }

    public IReadOnlyList<ReportOrganisation> Organisations { get; private set; } = [];

    public bool IsCoordinator => User.RequireActor().Role is Role.Coordinator;

    public bool IsPractice => User.RequireActor().Role is Role.GeneralPractitioner;

    public bool HasNobody => Answer is { } answer && answer.Rows.All(row => row.Numerator is "0" or "");

    /// <summary>The line the page opens with; only for an answer that is not split.</summary>
    public ReportRow? Headline =>
        Answer is { Asked.GroupBy: GroupBy.None } ? Answer.Rows.FirstOrDefault(row => row.Measure == Measures.Achieved.Id) : null;

    public string Deaths => Answer!.Rows[0].Numerator;

    public Filters Chips =>
        new(
            [
                .. Form
                    .Fields.Where(filter => filter.Value is not null)
                    .Select(filter => new FilterChip(
                        ReportWords.Filter(filter.Name, filter.Value!, Organisations),
                        Form.Address(Path, filter.Name)
                    )),
            ],
            Path
        );

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var actor = User.RequireActor();
        Form = ReportFilterForm.Read(Request.Query);
        Organisations = await reports.OrganisationsAsync(actor, cancel);
        if (Form.ToQuery(reports.Today, ModelState) is not { } query)
        {
            return this.Invalid();
        }

        Answer = await reports.PlaceOfDeathAsync(query, actor, export: false, cancel);
        return Answer is null ? StatusCode(StatusCodes.Status403Forbidden) : Page();
    }
}
