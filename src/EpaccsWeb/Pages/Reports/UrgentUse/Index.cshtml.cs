using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Reports.UrgentUse;

/// <summary>Were the plans used when they were needed, and did they serve?</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(UrgentUseReader reader, ReportScope scope) : ReportPage(scope, UrgentUseReader.Report)
{
    public override IReadOnlyList<GroupBy> Groupings => UrgentUseReader.Groupings;

    public override GroupBy Usual => GroupBy.Quarter;

    protected override async Task<(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight)?> AnswerAsync(
        ReportQuery query,
        Actor actor,
        bool export,
        CancellationToken cancel
    ) => await reader.ReadAsync(query, actor, export, cancel) is { } answer ? (answer.Rows, answer.Asked, answer.Sight) : null;
}
