using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using FsCheck;
using FsCheck.Fluent;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Ten thousand invented registers: what must add up does, and what is hidden stays hidden.</summary>
public sealed class RandomRegisterTests
{
    private const int Registers = 10_000;

    private static readonly SmallNumbers Usual = new(7);

    private static readonly DateOnly[] Quarters = [new(2025, 2, 10), new(2025, 5, 20), new(2025, 8, 30)];

    /// <summary>Kinds of death that move every count, each in one of three quarters.</summary>
    private static readonly DeathFacts[] Kinds =
    [
        .. Quarters.SelectMany(day =>
            new[]
            {
                SomeDeaths.Of(Place.OwnHome, Place.OwnHome) with
                {
                    Sex = Gender.Female,
                    ImdDecile = 1,
                    Reviewed = true,
                    RightPlace = RightPlace.Yes,
                    InTheWay = InTheWay.Nothing,
                },
                SomeDeaths.Of(Place.OwnHome, Place.Hospital) with
                {
                    Sex = Gender.Male,
                    FirstOrSecondMet = true,
                    Reviewed = true,
                    RightPlace = RightPlace.No,
                    InTheWay = InTheWay.MissedOpportunity,
                },
                SomeDeaths.Of(Place.OwnHome, null) with
                {
                    Sex = Gender.Male,
                },
                SomeDeaths.Of(Place.Hospice, Place.Hospice) with
                {
                    NamedPlaceMet = true,
                    PlaceAt7Days = true,
                    Reviewed = true,
                },
                SomeDeaths.Of(Place.NursingHome, Place.Hospice, VarianceReason.NoBed) with
                {
                    NamedPlaceMet = false,
                    ImdDecile = 10,
                },
                SomeDeaths.Of(Place.Hospital, Place.OwnHome, VarianceReason.AnticipatoryStepsMissed),
                SomeDeaths.Of(null, Place.Hospital),
                SomeDeaths.Of(null, Place.NursingHome, status: PlaceStatus.Declined),
                SomeDeaths.Of(null, null, status: PlaceStatus.Undecided),
                SomeDeaths.Of(null, Place.Other, status: PlaceStatus.Unable),
            }.Select(death => death with { DiedOn = day, StartedOn = day.AddDays(-40) })
        ),
    ];

    private static readonly Dictionary<Quantity, int[]> Holding = Tally.Every.ToDictionary(
        quantity => quantity,
        quantity => Enumerable.Range(0, Kinds.Length).Where(kind => quantity.Holds(Kinds[kind])).ToArray()
    );

    private static readonly Arbitrary<int[]> Counts = Gen.Frequency((5, Gen.Constant(0)), (3, Gen.Choose(1, 8)), (1, Gen.Choose(8, 40)))
        .ArrayOf(Kinds.Length)
        .ToArbitrary();

    [Fact]
    public void Everything_adds_up_and_the_bounds_hold_the_naive_figure() =>
        Prop.ForAll(
                Counts,
                counts =>
                {
                    var all = TallyOf(counts, _ => true);
                    Assert.All(
                        Counted.Sums.Concat(CountedReviews.Sums),
                        sum => Assert.Equal(all[sum.Whole], sum.Parts.Sum(part => all[part]))
                    );
                    Assert.Equal(
                        all[Counted.Deaths],
                        all[Counted.Recorded]
                            + all[Counted.Unable]
                            + all[Counted.NotAppropriate]
                            + all[Counted.Declined]
                            + all[Counted.Undecided]
                            + all[Counted.Blank]
                    );
                    Assert.Equal(all[Counted.FirstNotMet], Counted.Variance.Values.Sum(reason => all[reason]));
                    var (met, known, deaths) = (all[Counted.FirstMet], all[Counted.BothKnown], all[Counted.Deaths]);
                    Assert.True(
                        known == 0
                            || (
                                (double)met / deaths <= (double)met / known
                                && (double)met / known <= (double)(met + deaths - known) / deaths
                            )
                    );
                    foreach (var by in new[] { GroupBy.Quarter, GroupBy.Sex, GroupBy.ImdDecile, GroupBy.PpdFirst, GroupBy.Month })
                    {
                        var groups = Kinds
                            .Select(kind => ReportGroup.Of(kind, by))
                            .Distinct()
                            .Select(group => TallyOf(counts, kind => ReportGroup.Of(kind, by) == group))
                            .ToList();
                        Assert.All(Tally.Every, quantity => Assert.Equal(all[quantity], groups.Sum(group => group[quantity])));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Registers));

    [Fact]
    public void No_cell_of_the_page_can_be_worked_out_from_the_others() =>
        Prop.ForAll(
                Counts,
                counts =>
                {
                    var all = TallyOf(counts, _ => true);
                    var trend = new QuarterTrend([
                        .. Quarters.Select(day =>
                            (
                                ReportGroup.Of(Kinds[0] with { DiedOn = day }, GroupBy.Quarter).Key,
                                TallyOf(counts, kind => kind.DiedOn == day)
                            )
                        ),
                    ]);
                    var matrix = Kinds
                        .Zip(counts)
                        .GroupBy(pair => (pair.First.First?.Group(), pair.First.Actual?.Group()))
                        .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Second));
                    var figures = PlaceOfDeathReport.Together(all, trend, matrix);

                    new PageReader(figures.AsTheyAre(), Usual.Protect(figures), trend).AssertLeftInDoubt();
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Registers));

    /// <summary>Counts kinds, each as often as it stands in the register.</summary>
    private static Tally TallyOf(int[] counts, Func<DeathFacts, bool> which) =>
        new(
            Tally.Every.ToDictionary(
                quantity => quantity,
                quantity => Holding[quantity].Where(kind => which(Kinds[kind])).Sum(kind => counts[kind])
            )
        );
}
