namespace EpaccsWeb.Domain.Reports;

/// <summary>The counts of one group, and the median that goes with them.</summary>
public sealed class Tally
{
    private readonly Dictionary<Quantity, int> counts = [];

    private Tally(IReadOnlyCollection<DeathFacts> deaths)
    {
        var before = deaths.Where(death => !death.StartedAfterDeath).ToList();
        foreach (var quantity in Every)
        {
            counts[quantity] = before.Count(quantity.Holds);
        }

        StartedAfterDeath = deaths.Count - before.Count;
        MedianDays = Median([.. before.Select(death => death.DaysOnRegister)]);
    }

    /// <summary>Every quantity of the report, published or not.</summary>
    public static IReadOnlyList<Quantity> Every { get; } =
    [
        .. Measures
            .All.Select(measure => measure.Counts)
            .Concat(Measures.All.Select(measure => measure.OutOf).OfType<Quantity>())
            .Concat(Counted.Sums.SelectMany(sum => sum.Parts.Prepend(sum.Whole)))
            .Distinct(),
    ];

    /// <summary>Those that have a cell of their own.</summary>
    public static IReadOnlySet<Quantity> Published { get; } =
        Measures.All.Select(measure => measure.Counts).Concat(Measures.All.Select(measure => measure.OutOf).OfType<Quantity>()).ToHashSet();

    /// <summary>People whose record was started only after they had died; in no other count.</summary>
    public int StartedAfterDeath { get; }

    /// <summary>Half of them had a record for longer; null when there is nobody.</summary>
    public decimal? MedianDays { get; }

    public int this[Quantity quantity] => counts[quantity];

    public static Tally Of(IReadOnlyCollection<DeathFacts> deaths) => new(deaths);

    /// <summary>The middle value; between two middle values, half way.</summary>
    public static decimal? Median(int[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2m;
    }
}
