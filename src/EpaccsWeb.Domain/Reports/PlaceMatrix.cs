using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>Where people wished to die against where they did, and the change over quarters: beside the counts, protected with them.</summary>
public static class PlaceMatrix
{
    /// <summary>Rows: what was wished; null is no place recorded.</summary>
    public static readonly IReadOnlyList<PlaceGroup?> Wishes = [.. Enum.GetValues<PlaceGroup>().Cast<PlaceGroup?>(), null];

    private static readonly Dictionary<(int Wish, int Actual), Quantity> Cells = Wishes
        .SelectMany((_, wish) => Wishes.Select((_, actual) => (wish, actual)))
        .ToDictionary(cell => cell, cell => new Quantity($"wish {cell.wish}, place {cell.actual}"));

    private static readonly Quantity[] WishTotals = [.. Wishes.Select(wish => new Quantity($"wished {wish}"))];

    public static Quantity Cell(PlaceGroup? wish, PlaceGroup? actual) => Cells[(Place(wish), Place(actual))];

    /// <summary>All who wished for this, wherever they died.</summary>
    public static Quantity Total(PlaceGroup? wish) => WishTotals[Place(wish)];

    /// <summary>Adds the matrix to the counts of everybody.</summary>
    public static void AddTo(Figures figures, IReadOnlyDictionary<(PlaceGroup? Wish, PlaceGroup? Actual), int> counts)
    {
        foreach (var wish in Wishes)
        {
            foreach (var actual in Wishes)
            {
                figures.Add(Cell(wish, actual), counts.GetValueOrDefault((wish, actual)));
            }

            figures.Add(Total(wish), Wishes.Sum(actual => counts.GetValueOrDefault((wish, actual))));
            figures.AddUp(Total(wish), Wishes.Select(actual => Cell(wish, actual)));
            foreach (var actual in Wishes)
            {
                figures.Share(Cell(wish, actual), Total(wish), sensitive: true);
            }
        }

        figures.AddUp(Counted.Recorded, Wishes.Where(wish => wish is not null).Select(Total));
        figures.AddUp(Counted.Deaths, Wishes.Select(Total));
        foreach (var (actual, quantity) in Actuals)
        {
            figures.AddUp(quantity, Wishes.Select(wish => Cell(wish, actual)));
        }
    }

    private static readonly (PlaceGroup? Actual, Quantity Quantity)[] Actuals =
    [
        (PlaceGroup.Hospital, Counted.Hospital),
        (PlaceGroup.Home, Counted.Home),
        (PlaceGroup.Hospice, Counted.Hospice),
        (PlaceGroup.CareHome, Counted.CareHome),
        (PlaceGroup.Other, Counted.OtherPlace),
        (null, Counted.PlaceUnknown),
    ];

    private static int Place(PlaceGroup? group) => group is { } known ? (int)known : Wishes.Count - 1;
}

/// <summary>The same few counts for each quarter of the period.</summary>
public sealed class QuarterTrend(IReadOnlyList<(string Quarter, Tally Tally)> quarters)
{
    /// <summary>What is followed over time.</summary>
    public static readonly IReadOnlyList<Quantity> Followed =
    [
        Counted.Deaths,
        Counted.Recorded,
        Counted.PlaceKnown,
        Counted.BothKnown,
        Counted.FirstMet,
    ];

    private readonly Dictionary<(string, Quantity), Quantity> cells = quarters
        .SelectMany(quarter => Followed.Select(quantity => (quarter.Quarter, quantity)))
        .ToDictionary(cell => cell, cell => new Quantity($"{cell.quantity} in {cell.Quarter}"));

    /// <summary>Shown from two quarters on; one alone is the whole report.</summary>
    public IReadOnlyList<string> Quarters { get; } = quarters.Count > 1 ? [.. quarters.Select(quarter => quarter.Quarter)] : [];

    public Quantity Cell(string quarter, Quantity quantity) => cells[(quarter, quantity)];

    /// <summary>Adds the quarters to the counts of everybody.</summary>
    public void AddTo(Figures figures)
    {
        if (Quarters.Count == 0)
        {
            return;
        }

        foreach (var (quarter, tally) in quarters)
        {
            foreach (var quantity in Followed)
            {
                figures.Add(Cell(quarter, quantity), tally[quantity]);
            }

            Within(figures, quarter, tally, Counted.Deaths, Counted.Recorded);
            Within(figures, quarter, tally, Counted.Deaths, Counted.PlaceKnown);
            Within(figures, quarter, tally, Counted.Recorded, Counted.BothKnown);
            Within(figures, quarter, tally, Counted.PlaceKnown, Counted.BothKnown);
            Within(figures, quarter, tally, Counted.BothKnown, Counted.FirstMet);
        }

        foreach (var quantity in Followed)
        {
            figures.AddUp(quantity, Quarters.Select(quarter => Cell(quarter, quantity)));
        }
    }

    /// <summary>A part of a whole, with what remains of it, which is not shown.</summary>
    private void Within(Figures figures, string quarter, Tally tally, Quantity whole, Quantity part)
    {
        var rest = new Quantity($"rest of {whole} in {quarter}");
        figures.Add(rest, tally[whole] - tally[part], published: false);
        figures.AddUp(Cell(quarter, whole), [Cell(quarter, part), rest]);
        figures.Share(Cell(quarter, part), Cell(quarter, whole), sensitive: false);
    }
}
