using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Reports.ReviewRadar;

/// <summary>Which reviews are overdue or due.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(PlanReportReader reader, ReportScope scope) : PlanReportPage(reader, scope, PlanReport.ReviewRadar)
{
    public override string Drawn => "review-overdue";
}
