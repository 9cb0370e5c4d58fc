using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Reports.Equity;

/// <summary>Whether groups of people are asked, recorded and followed alike, with the range that chance leaves.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(ReportReader reports, ReportScope scope) : ReportPage(scope, ReportReader.Equity)
{
    public override IReadOnlyList<GroupBy> Groupings { get; } = Enum.GetValues<GroupBy>();

    public override GroupBy Usual => GroupBy.DiagnosisGroup;

    public override string Drawn => Measures.Achieved.Id;

    public IReadOnlyList<EquityGap> Gaps { get; private set; } = [];

    /// <summary>"Died where they wished ...: lower for Not recorded (40%) than for all others."</summary>
    public string Words(EquityGap gap) =>
        $"{gap.Row.Title}: {(gap.Gap is Gap.Lower ? "lower" : "higher")} for “{ReportWords.Group(Asked!.GroupBy, gap.Row.Group, Organisations)}” "
        + $"({gap.Row.Percentage}%, {gap.Row.Numerator} of {gap.Row.Denominator}) than for all others together.";

    protected override async Task<(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight)?> AnswerAsync(
        ReportQuery query,
        Actor actor,
        bool export,
        CancellationToken cancel
    )
    {
        if (await reports.EquityAsync(query, actor, export, cancel) is not { } answer)
        {
            return null;
        }

        Gaps = answer.Gaps;
        return (answer.Rows, answer.Asked, answer.Sight);
    }
}
