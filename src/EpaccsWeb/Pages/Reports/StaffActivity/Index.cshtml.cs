using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.StaffActivity;

/// <summary>How much staff do, for the privacy officer and for senior staff of their own organisation. Nobody is named.</summary>
[RequirePermission(Permission.Audit, Permission.Reports)]
public sealed class IndexModel(StaffActivityReader reader) : PageModel
{
    public ReportKind Kind { get; } = ReportKind.Of(StaffActivityReader.Report);

    public ReportFilterForm Form { get; private set; } = null!;

    public ReportPeriod? Period { get; private set; }

    public IReadOnlyList<ReportRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var actor = User.RequireActor();
        if (!actor.Has(Permission.Audit) && !actor.Senior && actor.Role is not Role.Coordinator)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var export = Request.Path.Value!.EndsWith(".csv", StringComparison.Ordinal);
        Form = ReportFilterForm.Read(Request.Query).Only(Kind.Takes);
        var query = Form.ToQuery(reader.Today, ModelState);
        if (query is null)
        {
            return export ? ReportCsv.Refuse(ModelState) : this.Invalid();
        }

        Period = query.Period;
        Rows = await reader.RunAsync(Period, actor, export, cancel);
        return export ? ReportCsv.File(Rows, $"{Kind.Slug}.csv") : Page();
    }
}
