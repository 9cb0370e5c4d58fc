using System.Globalization;

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

    /// <summary>A count as it stands in a cell.</summary>
    public static string Show(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Hidden;

    public static int Round(int count) => (count + 2) / 5 * 5;

    /// <summary>A count on its own, belonging to no sum: null when hidden.</summary>
    public int? Alone(int count) => IsSmall(count) ? null : Round(count);

    public bool MayShowMedian(int people) => people >= Math.Max(FewestForMedian, threshold + 1);

    /// <summary>What may be shown of each published count; null is hidden.</summary>
    public IReadOnlyDictionary<Quantity, int?> Protect(Figures figures)
    {
        var work = new Work(figures, this);
        work.HideSmall();
        work.MixInZeros();

        // Then whatever would give a hidden count away by adding up.
        while (work.Derivable() is { } derivable && work.Sacrifice(derivable))
        {
            // Each round hides one more, so this ends.
        }

        return work.Shown();
    }

    private bool IsSmall(int count) => count >= 1 && count <= threshold;

    /// <summary>One answer being protected: what a reader knows of each count, by its place.</summary>
    private sealed class Work(Figures figures, SmallNumbers rule)
    {
        private readonly Span?[] hidden = new Span?[figures.All.Count];
        private readonly HashSet<int> wholes = [.. figures.Sums.Select(sum => sum.Whole)];

        /// <summary>What a reader knows when nothing at all is shown.</summary>
        private Span[] fewest = [];

        private int Count(int place) => figures.All[place].Count;

        /// <summary>Small counts, and every count out of a small one: "nobody of three" speaks of all three.</summary>
        public void HideSmall()
        {
            var threshold = rule.Threshold;
            var small = rule.IsSmall(Count(figures.Main));
            for (var place = 0; place < hidden.Length; place++)
            {
                if (small && figures.All[place].Published)
                {
                    hidden[place] = new(0, threshold);
                }
            }

            foreach (var (part, whole, _) in figures.Shares)
            {
                if (rule.IsSmall(Count(whole)))
                {
                    hidden[part] = new(0, threshold);
                }
            }

            for (var place = 0; place < hidden.Length; place++)
            {
                if (figures.All[place].Published && rule.IsSmall(Count(place)))
                {
                    hidden[place] = new(1, threshold);
                }
            }

            foreach (var (part, whole, _) in figures.Shares.Where(share => share.Sensitive && Count(share.Whole) > threshold))
            {
                if (Percentage.Whole(Round(Count(part)), Round(Count(whole))) is 0 or 100)
                {
                    hidden[part] ??= new(0, NoLimit);
                }
            }
        }

        /// <summary>
        /// Where stars alone would give a count away ("seven reasons for seven people"), nobodies beside them are starred
        /// too, so that no reader knows which star is somebody. Hiding more than that could not help.
        /// </summary>
        public void MixInZeros()
        {
            var starred = new Span[hidden.Length];
            for (var place = 0; place < starred.Length; place++)
            {
                starred[place] = figures.All[place].Published ? hidden[place] ?? new(0, NoLimit) : Known(place);
            }

            fewest = Narrow(starred);
            foreach (var (whole, parts) in figures.Sums)
            {
                if (parts.Append(whole).Any(place => hidden[place] is not null && fewest[place].Width < 2 && Count(place) > 0))
                {
                    foreach (var part in parts.Where(part => figures.All[part].Published && Count(part) == 0))
                    {
                        hidden[part] ??= new(0, NoLimit);
                    }
                }
            }
        }

        /// <summary>A count that the shown ones leave too little doubt about.</summary>
        public int? Derivable()
        {
            var known = new Span[hidden.Length];
            for (var place = 0; place < known.Length; place++)
            {
                known[place] = Known(place);
            }

            var possible = Narrow(known);
            for (var place = 0; place < known.Length; place++)
            {
                if (
                    figures.All[place].Published
                    && (hidden[place] is not null || Count(place) > 0)
                    && possible[place].Width
                        < Math.Min(hidden[place] is not null ? Math.Min(LeastDoubt, fewest[place].Width) : 2, known[place].Width)
                )
                {
                    return place;
                }
            }

            return null;
        }

        /// <summary>Hides the shown count nearby whose loss costs the reader least: a part before a whole, the main count last.</summary>
        public bool Sacrifice(int derivable)
        {
            HashSet<int> near = [derivable];
            for (var before = 0; before < near.Count; )
            {
                before = near.Count;
                foreach (var (whole, parts) in figures.Sums.Where(sum => near.Contains(sum.Whole) || sum.Parts.Any(near.Contains)).ToList())
                {
                    near.Add(whole);
                    near.UnionWith(parts);
                }

                var shown = near.Where(place => figures.All[place].Published && hidden[place] is null).ToList();
                if (shown.Count > 0)
                {
                    hidden[shown.OrderBy(Worth).ThenBy(Count).ThenBy(place => place).First()] = new(0, NoLimit);
                    return true;
                }
            }

            return false;
        }

        public Dictionary<Quantity, int?> Shown() =>
            figures
                .All.Select((figure, place) => (figure, place))
                .Where(row => row.figure.Published)
                .ToDictionary(row => row.figure.Quantity, row => hidden[row.place] is null ? Round(row.figure.Count) : (int?)null);

        /// <summary>What a reader knows of one count before adding anything up.</summary>
        private Span Known(int place)
        {
            var figure = figures.All[place];
            if (!figure.Published)
            {
                return figure.KnownAsNone ? new(0, 0) : new(0, NoLimit);
            }

            var shown = Round(figure.Count);
            return hidden[place] ?? (figure.Count == 0 ? new Span(0, 0) : new Span(Math.Max(rule.Threshold + 1, shown - 2), shown + 2));
        }

        /// <summary>Narrows every count by every sum it is in, until nothing more follows.</summary>
        private Span[] Narrow(Span[] known)
        {
            var spans = (Span[])known.Clone();
            for (var changed = true; changed; )
            {
                changed = false;
                foreach (var (whole, parts) in figures.Sums)
                {
                    long least = 0;
                    long most = 0;
                    foreach (var part in parts)
                    {
                        least += spans[part].Least;
                        most += spans[part].Most;
                    }

                    changed |= Tighten(spans, whole, least, most);
                    foreach (var part in parts)
                    {
                        var (otherLeast, otherMost) = (least - spans[part].Least, most - spans[part].Most);
                        changed |= Tighten(spans, part, spans[whole].Least - otherMost, spans[whole].Most - otherLeast);
                        (least, most) = (otherLeast + spans[part].Least, otherMost + spans[part].Most);
                    }
                }
            }

            return spans;
        }

        private static bool Tighten(Span[] spans, int place, long least, long most)
        {
            var old = spans[place];
            var narrowed = new Span((int)Math.Max(old.Least, least), (int)Math.Min(old.Most, most));
            spans[place] = narrowed;
            return narrowed != old;
        }

        private int Worth(int place) =>
            place == figures.Main ? 3
            : Count(place) == 0 ? 2
            : wholes.Contains(place) ? 1
            : 0;
    }

    private int Threshold => threshold;

    /// <summary>The values a count may have, from least to most.</summary>
    private readonly record struct Span(int Least, int Most)
    {
        public int Width => Most - Least + 1;
    }
}
