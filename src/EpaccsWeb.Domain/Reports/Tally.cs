namespace EpaccsWeb.Domain.Reports;

/// <summary>The counts of one group, and the median that goes with them.</summary>
public sealed class Tally(IReadOnlyDictionary<Quantity, int> counts, int startedAfterDeath = 0, decimal? medianDays = null)
{
    /// <summary>Every quantity of the report, published or not.</summary>
    public static IReadOnlyList<Quantity> Every { get; } = [.. Counted.Kept, Counted.SeenByUrgentCare, .. CountedReviews.All];

    /// <summary>Those that have a cell of their own.</summary>
    public static IReadOnlySet<Quantity> Published { get; } =
        Measures.All.Select(measure => measure.Counts).Concat(Measures.All.Select(measure => measure.OutOf).OfType<Quantity>()).ToHashSet();

    /// <summary>Nobody.</summary>
    public static Tally Empty { get; } = new(new Dictionary<Quantity, int>());

    /// <summary>People whose record was started only after they had died; in no other count.</summary>
    public int StartedAfterDeath => startedAfterDeath;

    /// <summary>Half of them had a record for longer; null when there is nobody.</summary>
    public decimal? MedianDays => medianDays;

    public int this[Quantity quantity] => counts.GetValueOrDefault(quantity);

    /// <summary>Counts deaths one by one.</summary>
    public static Tally Of(IReadOnlyCollection<DeathFacts> deaths)
    {
        var before = deaths.Where(death => !death.StartedAfterDeath).ToList();
        return new(
            Every.ToDictionary(quantity => quantity, quantity => before.Count(quantity.Holds)),
            deaths.Count - before.Count,
            Median([.. before.Select(death => death.DaysOnRegister)])
        );
    }

    /// <summary>The middle value; between two middle values, half way.</summary>
    public static decimal? Median(int[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2m;
    }
}
