namespace EpaccsWeb.Domain.Reports;

/// <summary>Hides small counts and rounds the others, for answers that go beyond the people's own organisation.</summary>
/// <param name="threshold">Counts from 1 to this are hidden.</param>
public sealed class SmallNumbers(int threshold)
{
    /// <summary>Fewest people a median may speak of.</summary>
    public const int FewestForMedian = 8;

    /// <summary>What stands in the place of a hidden figure.</summary>
    public const string Hidden = "*";

    /// <summary>A hidden count could be any of at least so many; a rounded one any of at least two.</summary>
    private const int LeastDoubt = 3;

    private const int NoLimit = 1_000_000_000;

    public static int Round(int count) => (count + 2) / 5 * 5;

    /// <summary>A count on its own, belonging to no sum: null when hidden.</summary>
    public int? Alone(int count) => IsSmall(count) ? null : Round(count);

    public bool MayShowMedian(int people) => people >= Math.Max(FewestForMedian, threshold + 1);

    /// <summary>What may be shown of each count; null is hidden.</summary>
    /// <param name="sensitive">The group is one of a split by something about the person.</param>
    public IReadOnlyDictionary<Quantity, int?> Protect(Tally tally, bool sensitive)
    {
        var hidden = TooSmall(tally);
        if (sensitive)
        {
            HideAllOrNothing(tally, hidden);
        }

        // Then whatever would give a hidden count away by adding up.
        while (Derivable(tally, hidden) is { } derivable && Sacrifice(derivable, tally, hidden) is { } sacrifice)
        {
            hidden[sacrifice] = new(0, NoLimit);
        }

        return Tally.Published.ToDictionary(
            quantity => quantity,
            quantity => hidden.ContainsKey(quantity) ? (int?)null : Round(tally[quantity])
        );
    }

    private bool IsSmall(int count) => count >= 1 && count <= threshold;

    /// <summary>Small counts, and every count out of a small one: "nobody of three" speaks of all three.</summary>
    private Dictionary<Quantity, Span> TooSmall(Tally tally)
    {
        var hidden = IsSmall(tally[Counted.Deaths]) ? Tally.Published.ToDictionary(quantity => quantity, _ => new Span(0, threshold)) : [];
        foreach (var measure in Measures.All.Where(measure => measure.OutOf is not null && IsSmall(tally[measure.OutOf])))
        {
            hidden[measure.Counts] = new(0, threshold);
        }

        foreach (var quantity in Tally.Published.Where(quantity => IsSmall(tally[quantity])))
        {
            hidden[quantity] = new(1, threshold);
        }

        return hidden;
    }

    private void HideAllOrNothing(Tally tally, Dictionary<Quantity, Span> hidden)
    {
        foreach (var measure in Measures.All.Where(measure => measure.OutOf is { } whole && tally[whole] > threshold))
        {
            if (Percentage.Whole(Round(tally[measure.Counts]), Round(tally[measure.OutOf!])) is 0 or 100)
            {
                hidden.TryAdd(measure.Counts, new(0, NoLimit));
            }
        }
    }

    /// <summary>A count that the others leave too little doubt about.</summary>
    private Quantity? Derivable(Tally tally, Dictionary<Quantity, Span> hidden)
    {
        var known = Tally.Every.ToDictionary(quantity => quantity, quantity => Known(quantity, tally, hidden));
        var possible = Narrow(known);
        return Tally.Published.FirstOrDefault(quantity =>
            (hidden.ContainsKey(quantity) || tally[quantity] > 0)
            && possible[quantity].Width < Math.Min(hidden.ContainsKey(quantity) ? LeastDoubt : 2, known[quantity].Width)
        );
    }

    /// <summary>What a reader knows of one count before adding anything up.</summary>
    private Span Known(Quantity quantity, Tally tally, Dictionary<Quantity, Span> hidden)
    {
        if (!Tally.Published.Contains(quantity))
        {
            return quantity == Counted.NoReason && tally[quantity] == 0 ? new(0, 0) : new(0, NoLimit);
        }

        var shown = Round(tally[quantity]);
        return hidden.TryGetValue(quantity, out var span) ? span
            : tally[quantity] == 0 ? new(0, 0)
            : new(Math.Max(threshold + 1, shown - 2), shown + 2);
    }

    /// <summary>Narrows every count by every sum it is in, until nothing more follows.</summary>
    private static Dictionary<Quantity, Span> Narrow(Dictionary<Quantity, Span> known)
    {
        var spans = new Dictionary<Quantity, Span>(known);
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var sum in Counted.Sums)
            {
                var least = sum.Parts.Sum(part => (long)spans[part].Least);
                var most = sum.Parts.Sum(part => (long)spans[part].Most);
                changed |= Tighten(spans, sum.Whole, least, most);
                foreach (var part in sum.Parts)
                {
                    var (otherLeast, otherMost) = (least - spans[part].Least, most - spans[part].Most);
                    changed |= Tighten(spans, part, spans[sum.Whole].Least - otherMost, spans[sum.Whole].Most - otherLeast);
                    (least, most) = (otherLeast + spans[part].Least, otherMost + spans[part].Most);
                }
            }
        }

        return spans;
    }

    private static bool Tighten(Dictionary<Quantity, Span> spans, Quantity quantity, long least, long most)
    {
        var old = spans[quantity];
        var narrowed = new Span((int)Math.Max(old.Least, least), (int)Math.Min(old.Most, most));
        spans[quantity] = narrowed;
        return narrowed != old;
    }

    /// <summary>The shown count nearby whose loss costs the reader least: a part before a whole, the number of deaths last.</summary>
    private static Quantity? Sacrifice(Quantity derivable, Tally tally, Dictionary<Quantity, Span> hidden)
    {
        HashSet<Quantity> near = [derivable];
        for (var before = 0; before < near.Count; )
        {
            before = near.Count;
            near.UnionWith(
                Counted
                    .Sums.Select(sum => sum.Parts.Prepend(sum.Whole))
                    .Where(sum => sum.Any(near.Contains))
                    .SelectMany(sum => sum)
                    .ToList()
            );
            var shown = near.Where(quantity => Tally.Published.Contains(quantity) && !hidden.ContainsKey(quantity)).ToList();
            if (shown.Count > 0)
            {
                return shown.OrderBy(quantity => Worth(quantity, tally)).ThenBy(quantity => tally[quantity]).First();
            }
        }

        return null;
    }

    private static int Worth(Quantity quantity, Tally tally) =>
        quantity == Counted.Deaths ? 3
        : tally[quantity] == 0 ? 2
        : Counted.Sums.Any(sum => sum.Whole == quantity) ? 1
        : 0;

    /// <summary>The values a count may have, from least to most.</summary>
    private readonly record struct Span(int Least, int Most)
    {
        public int Width => Most - Least + 1;
    }
}
