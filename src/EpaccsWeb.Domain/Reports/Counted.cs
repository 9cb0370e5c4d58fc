using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>One thing that is counted. Cells that show the same thing share one of these.</summary>
public sealed class Quantity(string name, Func<DeathFacts, bool>? holds = null)
{
    /// <summary>Whether a death counts as this; never for what is not counted among deaths.</summary>
    public bool Holds(DeathFacts death) => holds?.Invoke(death) ?? false;

    public override string ToString() => name;
}

/// <summary>A whole and its parts, as any reader of the report can work out.</summary>
public sealed record Sum(Quantity Whole, IReadOnlyList<Quantity> Parts);

/// <summary>Everything counted in the report on preferred place of death, and how the counts hang together.</summary>
public static class Counted
{
    public static readonly Quantity Deaths = new("deaths", _ => true);
    public static readonly Quantity Discussed = new("discussed", death => death.Wish is not PlaceStatus.Blank);
    public static readonly Quantity Recorded = Wished(PlaceStatus.Recorded);
    public static readonly Quantity Unable = Wished(PlaceStatus.Unable);
    public static readonly Quantity NotAppropriate = Wished(PlaceStatus.NotAppropriate);
    public static readonly Quantity Declined = Wished(PlaceStatus.Declined);
    public static readonly Quantity Undecided = Wished(PlaceStatus.Undecided);
    public static readonly Quantity Blank = Wished(PlaceStatus.Blank);
    public static readonly Quantity Changed = new("changed", death => death.WishChanged);
    public static readonly Quantity PlaceKnown = new("place known", death => death.Actual is not null);
    public static readonly Quantity PlaceUnknown = new("place unknown", death => death.Actual is null);
    public static readonly Quantity NotForCpr = new("not for CPR", death => death.NotForCpr);

    /// <summary>Found in the audit when the report is made, so it has no place in what is kept of a death.</summary>
    public static readonly Quantity SeenByUrgentCare = new("seen by urgent care", death => death.SeenByUrgentCare);
    public static readonly Quantity CreatedLate = new("created in the last 7 days", death => death.DaysOnRegister <= 7);
    public static readonly Quantity BothKnown = new("wish and place known", death => death.FirstMet is not null);
    public static readonly Quantity FirstMet = new("first met", death => death.FirstMet is true);
    public static readonly Quantity FirstNotMet = new("first not met", death => death.FirstMet is false);
    public static readonly Quantity FirstOrSecondMet = new("first or second met", death => death.FirstOrSecondMet is true);
    public static readonly Quantity NamedKnown = new("named place known", death => death.NamedPlaceMet is not null);
    public static readonly Quantity NamedMet = new("named place met", death => death.NamedPlaceMet is true);
    public static readonly Quantity At30Days = new("at 30 days", death => death.PlaceAt30Days);
    public static readonly Quantity At7Days = new("at 7 days", death => death.PlaceAt7Days);
    public static readonly Quantity At1Day = new("at 1 day", death => death.PlaceAt1Day);
    public static readonly Quantity UsualResidence = new("usual residence", death => death.Actual is not null && death.InUsualResidence);
    public static readonly Quantity Hospital = In(PlaceGroup.Hospital);
    public static readonly Quantity Home = In(PlaceGroup.Home);
    public static readonly Quantity Hospice = In(PlaceGroup.Hospice);
    public static readonly Quantity CareHome = In(PlaceGroup.CareHome);
    public static readonly Quantity OtherPlace = In(PlaceGroup.Other);

    /// <summary>Each reason, among those who died elsewhere than they wished.</summary>
    public static readonly IReadOnlyDictionary<VarianceReason, Quantity> Variance = Enum.GetValues<VarianceReason>()
        .ToDictionary(
            reason => reason,
            reason => new Quantity($"variance {reason}", death => death.FirstMet is false && death.Variance == reason)
        );

    /// <summary>Never published; but where reasons are always asked for, a reader may take it to be nobody.</summary>
    public static readonly Quantity NoReason = new("no reason", death => death.FirstMet is false && death.Variance is null);

    // Never published either: what remains of a whole beside a published part, so that "no more than" is a sum too.
    private static readonly Quantity WishWithoutPlace = new("-", death => death.Wish is PlaceStatus.Recorded && death.Actual is null);
    private static readonly Quantity NeitherKnown = new("-", death => death.Wish is not PlaceStatus.Recorded && death.Actual is null);
    private static readonly Quantity PlaceWithoutWish = new("-", death => death.FirstMet is null && death.Actual is not null);
    private static readonly Quantity OnlySecondMet = new("-", death => death.FirstOrSecondMet is true && death.FirstMet is not true);
    private static readonly Quantity NeitherMet = new("-", death => death.FirstMet is not null && death.FirstOrSecondMet is not true);
    private static readonly Quantity Elsewhere = new("-", death => death.Actual is not null && !death.InUsualResidence);
    private static readonly Quantity NamedNotMet = new("-", death => death.NamedPlaceMet is false);
    private static readonly Quantity NotNamed = new("-", death => death.FirstMet is not null && death.NamedPlaceMet is null);

    /// <summary>What adds up to what. Whoever reads the figures may use these, so hiding a figure must withstand them.</summary>
    public static readonly IReadOnlyList<Sum> Sums =
    [
        new(Deaths, [Discussed, Blank]),
        new(Discussed, [Recorded, Unable, NotAppropriate, Declined, Undecided]),
        new(Deaths, [PlaceKnown, PlaceUnknown]),
        new(PlaceKnown, [Hospital, Home, Hospice, CareHome, OtherPlace]),
        new(BothKnown, [FirstMet, FirstNotMet]),
        new(FirstNotMet, [.. Variance.Values, NoReason]),
        new(Recorded, [BothKnown, WishWithoutPlace]),
        new(PlaceUnknown, [WishWithoutPlace, NeitherKnown]),
        new(PlaceKnown, [BothKnown, PlaceWithoutWish]),
        new(FirstOrSecondMet, [FirstMet, OnlySecondMet]),
        new(BothKnown, [FirstOrSecondMet, NeitherMet]),
        new(PlaceKnown, [UsualResidence, Elsewhere]),
        new(NamedKnown, [NamedMet, NamedNotMet]),
        new(BothKnown, [NamedKnown, NotNamed]),
    ];

    /// <summary>
    /// The quantities in the order of their bits in <see cref="CountedPlan.CountsAs"/>. New ones go to the end, with a
    /// migration that adds their bit to the rows that stand.
    /// </summary>
    public static readonly IReadOnlyList<Quantity> Kept =
    [
        Deaths,
        Discussed,
        Recorded,
        Unable,
        NotAppropriate,
        Declined,
        Undecided,
        Blank,
        Changed,
        PlaceKnown,
        PlaceUnknown,
        NotForCpr,
        CreatedLate,
        BothKnown,
        FirstMet,
        FirstNotMet,
        FirstOrSecondMet,
        NamedKnown,
        NamedMet,
        At30Days,
        At7Days,
        At1Day,
        UsualResidence,
        Hospital,
        Home,
        Hospice,
        CareHome,
        OtherPlace,
        .. Variance.Values,
        NoReason,
        WishWithoutPlace,
        NeitherKnown,
        PlaceWithoutWish,
        OnlySecondMet,
        NeitherMet,
        Elsewhere,
        NamedNotMet,
        NotNamed,
    ];

    /// <summary>The bit of each kept quantity.</summary>
    public static readonly IReadOnlyDictionary<Quantity, long> Bits = Kept.Select((quantity, place) => (quantity, 1L << place))
        .ToDictionary(pair => pair.quantity, pair => pair.Item2);

    private static Quantity Wished(PlaceStatus status) => new(status.ToString(), death => death.Wish == status);

    private static Quantity In(PlaceGroup group) => new($"in {group}", death => death.Actual?.Group() == group);
}
