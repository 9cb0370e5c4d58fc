using EpaccsWeb.Domain.Deaths;

namespace EpaccsWeb.Domain.Reports;

/// <summary>What is counted of after-death reviews. Found beside the deaths when the report is made, so none of it is kept with the plan.</summary>
public static class CountedReviews
{
    public static readonly Quantity Reviewed = new("reviewed", death => death.Reviewed);

    /// <summary>What teams say of the place, among the reviewed.</summary>
    public static readonly IReadOnlyDictionary<RightPlace, Quantity> RightPlaces = Enum.GetValues<RightPlace>()
        .ToDictionary(place => place, place => new Quantity($"right place {place}", death => death.Reviewed && death.RightPlace == place));

    /// <summary>What teams found to stand in the way, among the reviewed.</summary>
    public static readonly IReadOnlyDictionary<InTheWay, Quantity> InTheWay = Enum.GetValues<InTheWay>()
        .ToDictionary(
            finding => finding,
            finding => new Quantity($"in the way {finding}", death => death.Reviewed && death.InTheWay == finding)
        );

    // Never published: what remains of a whole beside its published parts.
    private static readonly Quantity NotReviewed = new("-", death => !death.Reviewed);
    private static readonly Quantity NoPlaceSaid = new("-", death => death.Reviewed && death.RightPlace is null);
    private static readonly Quantity NothingFound = new("-", death => death.Reviewed && death.InTheWay is null);

    /// <summary>The quantities in the order of their bits; the bits are of the query alone, and may change.</summary>
    public static readonly IReadOnlyList<Quantity> All =
    [
        Reviewed,
        NotReviewed,
        .. RightPlaces.Values,
        NoPlaceSaid,
        .. InTheWay.Values,
        NothingFound,
    ];

    /// <summary>What adds up to what, as in <see cref="Counted.Sums"/>.</summary>
    public static readonly IReadOnlyList<Sum> Sums =
    [
        new(Counted.Deaths, [Reviewed, NotReviewed]),
        new(Reviewed, [.. RightPlaces.Values, NoPlaceSaid]),
        new(Reviewed, [.. InTheWay.Values, NothingFound]),
    ];

    /// <summary>The bit of each quantity.</summary>
    public static readonly IReadOnlyDictionary<Quantity, long> Bits = All.Select((quantity, place) => (quantity, bit: 1L << place))
        .ToDictionary(pair => pair.quantity, pair => pair.bit);

    /// <summary>Every quantity that holds of a death, one bit each.</summary>
    public static long BitsOf(bool reviewed, RightPlace? place, InTheWay? finding) =>
        !reviewed
            ? Bits[NotReviewed]
            : Bits[Reviewed]
                | Bits[place is { } said ? RightPlaces[said] : NoPlaceSaid]
                | Bits[finding is { } found ? InTheWay[found] : NothingFound];
}
