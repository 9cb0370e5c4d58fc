using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Reports.Register;

/// <summary>How many people have a plan, beside the expected hundredth of a practice list.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(PlanReportReader reader, ReportScope scope) : PlanReportPage(reader, scope, PlanReport.Register)
{
    public override GroupBy Usual => GroupBy.Organisation;

    public override string Drawn => "of-expected";
}
