using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using FsCheck;
using FsCheck.Fluent;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>What leaves an organisation: nothing small, nothing exact, and nothing that adds up to either.</summary>
public sealed class SmallNumbersTests
{
    private static readonly SmallNumbers Usual = new(7);

    /// <summary>Kinds of death whose numbers move every count of the report.</summary>
    private static readonly DeathFacts[] Kinds =
    [
        SomeDeaths.Of(Place.OwnHome, Place.OwnHome),
        SomeDeaths.Of(Place.OwnHome, null),
        SomeDeaths.Of(Place.Hospice, Place.Hospice),
        SomeDeaths.Of(null, Place.NursingHome),
        SomeDeaths.Of(null, Place.Hospital, status: PlaceStatus.Unable),
        SomeDeaths.Of(null, null, status: PlaceStatus.Declined),
        SomeDeaths.Of(null, Place.Other, status: PlaceStatus.Undecided),
        SomeDeaths.Of(null, null, status: PlaceStatus.NotAppropriate),
        SomeDeaths.Of(Place.OwnHome, Place.Hospital) with
        {
            FirstOrSecondMet = true,
            NotForCpr = true,
            WishChanged = true,
        },
        SomeDeaths.Of(Place.Hospice, Place.Hospice) with
        {
            NamedPlaceMet = false,
            StartedOn = new(2025, 2, 9),
        },
        SomeDeaths.Of(Place.Hospice, Place.Hospice) with
        {
            NamedPlaceMet = true,
            SeenByUrgentCare = true,
            PlaceAt1Day = true,
        },
        .. Enum.GetValues<VarianceReason>().Select(reason => SomeDeaths.Of(Place.OwnHome, Place.Hospital, reason)),
    ];

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "*")]
    [InlineData(7, "*")]
    [InlineData(8, "10")]
    [InlineData(12, "10")]
    [InlineData(13, "15")]
    [InlineData(1002, "1000")]
    public void One_to_seven_are_hidden_others_go_to_the_nearest_five(int count, string shown) =>
        Assert.Equal(shown, Cell(PlaceOfDeathReport.Rows(SomeDeaths.Of().Times(count), GroupBy.None, Usual), "deaths"));

    [Fact]
    public void Percentages_and_bounds_come_from_rounded_counts_and_are_whole()
    {
        var rows = PlaceOfDeathReport.Rows(
            SomeDeaths
                .Of(Place.OwnHome, Place.OwnHome)
                .Times(48)
                .Concat(SomeDeaths.Of(Place.OwnHome, Place.Hospital).Times(19))
                .Concat(SomeDeaths.Of().Times(22)),
            GroupBy.None,
            Usual
        );
        var row = rows.Single(row => row.Measure == "ppd-achieved-first");

        // 50 of 65; of 90: 50 and 50 + 90 - 65.
        Assert.Equal(("50", "65", "77", "56", "83"), (row.Numerator, row.Denominator, row.Percentage, row.Lower, row.Upper));
    }

    [Theory]
    [InlineData(7, "*")]
    [InlineData(8, "40")]
    public void A_median_needs_eight_people(int people, string shown) =>
        Assert.Equal(shown, Cell(PlaceOfDeathReport.Rows(SomeDeaths.Of().Times(people), GroupBy.None, Usual), Measures.MedianDays));

    [Fact]
    public void Everybody_and_nobody_of_a_sensitive_group_are_hidden_in_every_cell_that_tells()
    {
        var women = (SomeDeaths.Of(Place.OwnHome, Place.OwnHome) with { Sex = Gender.Female }).Times(20);
        var men = (SomeDeaths.Of(Place.OwnHome, Place.OwnHome) with { Sex = Gender.Male })
            .Times(20)
            .Concat((SomeDeaths.Of(Place.Hospice, Place.Hospital) with { Sex = Gender.Male }).Times(20));
        var rows = PlaceOfDeathReport.Rows(women.Concat(men), GroupBy.Sex, Usual);

        foreach (var row in rows.Where(row => row.Percentage is "0" or "100"))
        {
            Assert.Fail($"{row.Measure} of {row.Group} is {row.Percentage} %.");
        }

        Assert.Equal("*", Cell(rows, "ppd-achieved-first", "female"));
        Assert.Equal("*", Cell(rows, "ppd-achieved-of-all-deaths", "female"));
        Assert.Equal("20", Cell(rows, "ppd-achieved-first", "male"));
        Assert.Equal(
            "100",
            PlaceOfDeathReport.Rows(women, GroupBy.Quarter, Usual).Single(row => row.Measure == "ppd-achieved-first").Percentage
        );
    }

    [Fact]
    public void A_group_too_small_to_show_says_nothing_of_its_members()
    {
        var rows = PlaceOfDeathReport.Rows(SomeDeaths.Of(Place.OwnHome, Place.OwnHome).Times(3), GroupBy.Organisation, Usual);

        Assert.All(rows.Where(row => row.Measure is not Measures.RecordsAfterDeath), row => Assert.Equal("*", row.Numerator));
    }

    [Fact]
    public void Sums_that_would_give_hidden_counts_away_are_broken_up()
    {
        // Four places of seven are 28, shown as 30: nothing but 7 + 7 + 7 + 7 reaches that.
        Withstands(
            [
                .. new[] { Place.Hospital, Place.OwnHome, Place.Hospice, Place.NursingHome }.SelectMany(place =>
                    SomeDeaths.Of(null, place).Times(7)
                ),
            ],
            GroupBy.None
        );

        // Twelve reasons of one are 12, shown as 10 (8 to 12).
        Withstands(
            [.. Enum.GetValues<VarianceReason>().Take(12).Select(reason => SomeDeaths.Of(Place.OwnHome, Place.Hospital, reason))],
            GroupBy.None
        );

        // Four places of eight are 32, shown as 30, but their rounded counts add up to 40.
        Withstands(
            [
                .. new[] { Place.Hospital, Place.OwnHome, Place.Hospice, Place.NursingHome }.SelectMany(place =>
                    SomeDeaths.Of(null, place).Times(8)
                ),
            ],
            GroupBy.None
        );
    }

    [Fact]
    public void No_reader_can_work_out_a_hidden_count() =>
        Prop.ForAll(
                Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(1, 8)), (1, Gen.Choose(8, 40))).ArrayOf(Kinds.Length).ToArbitrary(),
                ArbMap.Default.ArbFor<bool>(),
                (counts, sensitive) =>
                    Withstands([.. counts.SelectMany((count, kind) => Kinds[kind].Times(count))], sensitive ? GroupBy.Sex : GroupBy.None)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static void Withstands(IReadOnlyList<DeathFacts> deaths, GroupBy by)
    {
        var shown = PlaceOfDeathReport.Rows(deaths, by, Usual);
        if (shown.Count > 0)
        {
            new CuriousReader(shown, PlaceOfDeathReport.Rows(deaths, by, null), 7).AssertLeftInDoubt();
        }
    }

    private static string Cell(IReadOnlyList<ReportRow> rows, string measure, string group = "all") =>
        rows.Single(row => row.Measure == measure && row.Group == group).Numerator;
}
