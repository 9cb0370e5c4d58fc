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
        return new(shown, Disagree(shown), endorsed.Count > 0);
    }

    public static DecisionState Of<T>(Plan plan)
        where T : IDecision => Of(plan, SectionCatalogue.Of<T>().Key);

    /// <summary>The rows that tie for the latest; not those of which one typed later says all that they say.</summary>
    private static List<SectionVersion> Latest(List<SectionVersion> rows)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var day = rows.Max(DayOf);
        var thatDay = rows.Where(row => DayOf(row) == day).ToList();
        var timed = thatDay.Where(row => !Decision(row).TimeNotKnown).Select(row => row.EffectiveAt).DefaultIfEmpty().Max();
        var tying = thatDay.Where(row => Decision(row).TimeNotKnown || row.EffectiveAt == timed).ToList();
        return
        [
            .. tying
                .Where(row => !tying.Exists(other => SaysAllOf(other, row)))
                .OrderByDescending(row => row.EffectiveAt)
                .ThenByDescending(row => row.Number),
        ];
    }

    /// <summary>Different choices disagree; so do like ones of one moment, unless the later does no more than add to the earlier.</summary>
    private static bool Disagree(List<SectionVersion> shown) =>
        shown.Select(row => Decision(row).Choice).Distinct().Count() > 1
        || shown.Exists(row => shown.Exists(later => later.Number > row.Number && Tie(row, later) && !SaysAllOf(later, row)));

    private static bool Tie(SectionVersion one, SectionVersion other) =>
        DayOf(one) == DayOf(other) && (one.EffectiveAt == other.EffectiveAt || Decision(one).TimeNotKnown || Decision(other).TimeNotKnown);

    /// <summary>Typed later, and nothing of what the earlier said is left out or changed, so that showing it alone hides nothing.</summary>
    private static bool SaysAllOf(SectionVersion later, SectionVersion earlier)
    {
        if (later.Number <= earlier.Number)
        {
            return false;
        }

        var said = SectionWords.Lines(later.Answers).ToHashSet();
        return SectionWords.Lines(earlier.Answers).All(line => said.Contains(line) || IsOnlyTheDay(line, earlier));
    }

    // The rows tie, so that their day is the same: a time that is added takes nothing away.
    private static bool IsOnlyTheDay(AnswerLine line, SectionVersion row) =>
        Decision(row).TimeNotKnown && line.Label == SectionWords.LabelOf(nameof(IDecision.DecidedAt));

    private static DateOnly DayOf(SectionVersion row) => London.Day(row.EffectiveAt);

    private static IDecision Decision(SectionVersion row) => (IDecision)row.Answers!;
}
