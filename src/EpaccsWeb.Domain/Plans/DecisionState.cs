using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Which decision about CPR or the ceiling of treatment holds, and what must be shown beside it.</summary>
/// <param name="Shown">The rows to show, endorsed ones first; more than one when an unendorsed one is later, or they tie.</param>
/// <param name="Disagrees">Rows that both claim to hold say different things: see both.</param>
public sealed record DecisionState(IReadOnlyList<SectionVersion> Shown, bool Disagrees, bool Endorsed)
{
    /// <summary>The decision that lists and headings show: the endorsed one if there is one.</summary>
    public IDecision? First => Shown.Count == 0 ? null : Decision(Shown[0]);

    /// <summary>An unendorsed decision never hides an endorsed one; among equals the latest date and time holds.</summary>
    public static DecisionState Of(Plan plan, string section)
    {
        var inForce = plan.InForce(section).ToList();
        var endorsed = Latest([.. inForce.Where(row => plan.EndorsementOf(row) is not null)]);
        var awaiting = Latest(inForce).Where(row => plan.EndorsementOf(row) is null);
        List<SectionVersion> shown = [.. endorsed, .. awaiting];
        return new(shown, shown.Select(row => Decision(row).Choice).Distinct().Count() > 1, endorsed.Count > 0);
    }

    public static DecisionState Of<T>(Plan plan)
        where T : IDecision => Of(plan, SectionCatalogue.Of<T>().Key);

    /// <summary>The rows that tie for the latest; of several with the same choice the one typed last.</summary>
    private static List<SectionVersion> Latest(List<SectionVersion> rows)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var day = rows.Max(DayOf);
        var thatDay = rows.Where(row => DayOf(row) == day).ToList();
        var timed = thatDay.Where(row => !Decision(row).TimeNotKnown).Select(row => row.EffectiveAt).DefaultIfEmpty().Max();
        return
        [
            .. thatDay
                .Where(row => Decision(row).TimeNotKnown || row.EffectiveAt == timed)
                .GroupBy(row => Decision(row).Choice)
                .Select(same => same.MaxBy(row => row.Number)!)
                .OrderByDescending(row => row.EffectiveAt)
                .ThenByDescending(row => row.Number),
        ];
    }

    private static DateOnly DayOf(SectionVersion row) => London.Day(row.EffectiveAt);

    private static IDecision Decision(SectionVersion row) => (IDecision)row.Answers!;
}
