using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Access;

/// <summary>Whether groups of people are asked, recorded and followed alike.</summary>
public sealed partial class ReportReader
{
    public const string Equity = "equity";

    /// <summary>What is compared between the groups.</summary>
    private static readonly string[] Compared = ["ppd-discussed", "ppd-recorded", Measures.Achieved.Id, "hospital-deaths"];

    /// <summary>The groups side by side; null when the post may not count the organisation that was asked for.</summary>
    /// <remarks>Lines of the report on place of death, protected with all of it, so that neither gives away what the other hides.</remarks>
    public async Task<EquityAnswer?> EquityAsync(ReportQuery query, Actor actor, bool export, CancellationToken cancel)
    {
        var sight = await scope.SightAsync(actor, export, cancel);
        if (!await scope.MayAskAsync(Equity, query.Organisation, actor, cancel))
        {
            return null;
        }

        var answer = await DeathsAsync(query, actor, sight, cancel);
        ReportRow[] rows = [.. answer.Rows.Where(row => row.Measure == Measures.All[0].Id || Compared.Contains(row.Measure))];
        EquityGap[] gaps = [.. Compared.SelectMany(measure => Gaps.Among(rows.Where(row => row.Measure == measure)))];
        await scope.AuditAsync(actor, $"{Equity} {answer.Asked.Summary}", rows.Length, sight, export);
        return new(rows, gaps, answer.Asked, sight);
    }
}

/// <summary>Groups of people side by side, from shown figures only: what is hidden makes no gap.</summary>
public sealed record EquityAnswer(IReadOnlyList<ReportRow> Rows, IReadOnlyList<EquityGap> Gaps, ReportQuery Asked, ReportSight Sight);
