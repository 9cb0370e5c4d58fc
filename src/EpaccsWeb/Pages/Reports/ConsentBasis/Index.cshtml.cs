using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Reports.ConsentBasis;

/// <summary>On what basis plans are shared.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(PlanReportReader reader, ReportScope scope) : PlanReportPage(reader, scope, PlanReport.ConsentBasis)
{
    public override string Drawn => "consent-given";
}
