using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Tries to work out what a whole page hides: the lines, the quarters, the reasons by kind and the matrix at once.</summary>
/// <remarks>Its sums are written down here again, so that one forgotten by the product is found.</remarks>
internal sealed class PageReader
{
    private const int Threshold = 7;
    private const long NoLimit = 1_000_000;

    private readonly List<Quantity> cells;
    private readonly Dictionary<Quantity, int> places;
    private readonly long[] least;
    private readonly long[] most;
    private readonly bool[] known;
    private readonly List<int[]> sums = [];
    private readonly List<(int Part, int Whole)> noMore = [];
    private readonly IReadOnlyDictionary<Quantity, int?> truth;

    public PageReader(IReadOnlyDictionary<Quantity, int?> truth, IReadOnlyDictionary<Quantity, int?> shown, QuarterTrend trend)
    {
        this.truth = truth;
        cells = [.. shown.Keys];
        places = cells.Select((cell, place) => (cell, place)).ToDictionary(pair => pair.cell, pair => pair.place);
        (least, most, known) = (new long[cells.Count], new long[cells.Count], new bool[cells.Count]);
        foreach (var (cell, place) in places)
        {
            var real = truth[cell]!.Value;
            (least[place], most[place]) = shown[cell] switch
            {
                null => real is >= 1 and <= Threshold ? (1, Threshold) : (0, NoLimit),
                0 => (0, 0),
                { } count => (Math.Max(Threshold + 1, count - 2), count + 2),
            };
            known[place] = least[place] == most[place];
        }

        Adds(Counted.Deaths, Counted.Discussed, Counted.Blank);
        Adds(Counted.Discussed, Counted.Recorded, Counted.Unable, Counted.NotAppropriate, Counted.Declined, Counted.Undecided);
        Adds(Counted.Deaths, Counted.PlaceKnown, Counted.PlaceUnknown);
        Adds(Counted.PlaceKnown, Counted.Hospital, Counted.Home, Counted.Hospice, Counted.CareHome, Counted.OtherPlace);
        Adds(Counted.BothKnown, Counted.FirstMet, Counted.FirstNotMet);
        Adds(Counted.FirstNotMet, [.. Counted.Variance.Values]);
        Adds(Counted.FirstNotMet, [.. Enum.GetValues<VarianceGroup>().Select(VarianceGroups.Quantity)]);
        foreach (var group in Enum.GetValues<VarianceGroup>())
        {
            Adds(VarianceGroups.Quantity(group), [.. VarianceGroups.Reasons(group).Select(reason => Counted.Variance[reason])]);
        }

        foreach (var wish in PlaceMatrix.Wishes)
        {
            Adds(PlaceMatrix.Total(wish), [.. PlaceMatrix.Wishes.Select(actual => PlaceMatrix.Cell(wish, actual))]);
        }

        Adds(Counted.Deaths, [.. PlaceMatrix.Wishes.Select(PlaceMatrix.Total)]);
        Adds(Counted.Recorded, [.. PlaceMatrix.Wishes.Where(wish => wish is not null).Select(PlaceMatrix.Total)]);
        Adds(Counted.Hospital, [.. PlaceMatrix.Wishes.Select(wish => PlaceMatrix.Cell(wish, PlaceGroup.Hospital))]);
        Adds(Counted.Home, [.. PlaceMatrix.Wishes.Select(wish => PlaceMatrix.Cell(wish, PlaceGroup.Home))]);
        Adds(Counted.Hospice, [.. PlaceMatrix.Wishes.Select(wish => PlaceMatrix.Cell(wish, PlaceGroup.Hospice))]);
        Adds(Counted.CareHome, [.. PlaceMatrix.Wishes.Select(wish => PlaceMatrix.Cell(wish, PlaceGroup.CareHome))]);
        Adds(Counted.OtherPlace, [.. PlaceMatrix.Wishes.Select(wish => PlaceMatrix.Cell(wish, PlaceGroup.Other))]);
        Adds(Counted.PlaceUnknown, [.. PlaceMatrix.Wishes.Select(wish => PlaceMatrix.Cell(wish, null))]);
        foreach (var quantity in QuarterTrend.Followed)
        {
            Adds(quantity, [.. trend.Quarters.Select(quarter => trend.Cell(quarter, quantity))]);
        }

        foreach (var quarter in trend.Quarters)
        {
            NoMore(trend.Cell(quarter, Counted.Recorded), trend.Cell(quarter, Counted.Deaths));
            NoMore(trend.Cell(quarter, Counted.PlaceKnown), trend.Cell(quarter, Counted.Deaths));
            NoMore(trend.Cell(quarter, Counted.BothKnown), trend.Cell(quarter, Counted.Recorded));
            NoMore(trend.Cell(quarter, Counted.BothKnown), trend.Cell(quarter, Counted.PlaceKnown));
            NoMore(trend.Cell(quarter, Counted.FirstMet), trend.Cell(quarter, Counted.BothKnown));
        }

        foreach (var measure in Measures.All.Where(measure => measure.OutOf is not null))
        {
            NoMore(measure.Counts, measure.OutOf!);
        }
    }

    /// <summary>After all reasoning no hidden count and no rounded one is certain.</summary>
    public void AssertLeftInDoubt()
    {
        for (var learned = true; learned; )
        {
            learned = false;
            foreach (var sum in sums)
            {
                learned |= Reason(sum);
            }

            foreach (var (part, whole) in noMore)
            {
                learned |= Learn(part, 0, most[whole]) | Learn(whole, least[part], NoLimit);
            }
        }

        foreach (var (cell, place) in places)
        {
            var real = truth[cell]!.Value;
            Assert.True(least[place] <= real && real <= most[place], $"The reader went wrong on {cell}.");
            Assert.True(known[place] || least[place] < most[place], $"{cell} must be {real}.");
        }
    }

    private bool Reason(int[] sum)
    {
        long partsLeast = 0;
        long partsMost = 0;
        foreach (var part in sum.Skip(1))
        {
            (partsLeast, partsMost) = (partsLeast + least[part], partsMost + most[part]);
        }

        var learned = Learn(sum[0], partsLeast, partsMost);
        foreach (var part in sum.Skip(1))
        {
            var (others, othersMost) = (partsLeast - least[part], partsMost - most[part]);
            learned |= Learn(part, least[sum[0]] - othersMost, most[sum[0]] - others);
            (partsLeast, partsMost) = (others + least[part], othersMost + most[part]);
        }

        return learned;
    }

    private bool Learn(int place, long atLeast, long atMost)
    {
        var (oldLeast, oldMost) = (least[place], most[place]);
        (least[place], most[place]) = (Math.Max(oldLeast, atLeast), Math.Min(oldMost, atMost));
        return (oldLeast, oldMost) != (least[place], most[place]);
    }

    private void Adds(Quantity whole, params Quantity[] parts)
    {
        if (parts.Length > 0 && places.TryGetValue(whole, out var all) && parts.All(places.ContainsKey))
        {
            sums.Add([all, .. parts.Select(part => places[part])]);
        }
    }

    private void NoMore(Quantity part, Quantity whole) => noMore.Add((places[part], places[whole]));
}
