namespace EpaccsWeb.Domain.Reports;

/// <summary>Counts that are shown together, and everything that a reader may add up among them.</summary>
/// <param name="main">The count that is hidden last, such as the number of deaths.</param>
public sealed class Figures(Quantity main)
{
    private readonly Dictionary<Quantity, int> places = [];
    private readonly List<Figure> figures = [];
    private readonly List<(int Whole, int[] Parts)> sums = [];
    private readonly List<(int Part, int Whole, bool Sensitive)> shares = [];

    internal IReadOnlyList<Figure> All => figures;

    internal IReadOnlyList<(int Whole, int[] Parts)> Sums => sums;

    internal IReadOnlyList<(int Part, int Whole, bool Sensitive)> Shares => shares;

    /// <summary>Place of the count that is hidden last.</summary>
    internal int Main => places[main];

    public bool Holds(Quantity quantity) => places.ContainsKey(quantity);

    /// <summary>Adds a count.</summary>
    /// <param name="published">It has a cell of its own; else it only stands in sums.</param>
    /// <param name="takenForNone">When it is nobody, a reader may know so although it is not shown.</param>
    public Figures Add(Quantity quantity, int count, bool published = true, bool takenForNone = false)
    {
        if (places.TryAdd(quantity, figures.Count))
        {
            figures.Add(new(quantity, count, published, takenForNone && count == 0));
        }

        return this;
    }

    /// <summary>Says that parts add up to a whole; all of them were added before.</summary>
    public Figures AddUp(Quantity whole, IEnumerable<Quantity> parts)
    {
        sums.Add((places[whole], [.. parts.Select(part => places[part])]));
        return this;
    }

    /// <summary>Says that a count is shown out of another.</summary>
    /// <param name="sensitive">"Everybody" or "nobody" would tell something about each person.</param>
    public Figures Share(Quantity part, Quantity whole, bool sensitive)
    {
        shares.Add((places[part], places[whole], sensitive));
        return this;
    }

    /// <summary>Every published count with nothing hidden.</summary>
    public IReadOnlyDictionary<Quantity, int?> AsTheyAre() =>
        figures.Where(figure => figure.Published).ToDictionary(figure => figure.Quantity, figure => (int?)figure.Count);

    /// <summary>One count.</summary>
    internal sealed record Figure(Quantity Quantity, int Count, bool Published, bool KnownAsNone);
}
