using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Reports.DataQuality;

/// <summary>Which parts of plans are filled in, and how lately.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(PlanReportReader reader, ReportScope scope) : PlanReportPage(reader, scope, PlanReport.DataQuality)
{
    public override string Drawn => "touched-3-months";
}
