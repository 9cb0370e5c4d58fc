using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Counting as it is, without anything hidden.</summary>
public sealed class PlaceOfDeathReportTests
{
    [Theory]
    [InlineData(1, 3, "33.3")]
    [InlineData(2, 3, "66.7")]
    [InlineData(1, 8, "12.5")]
    [InlineData(1, 2000, "0.1")]
    [InlineData(1, 2001, "0.0")]
    [InlineData(3, 80, "3.8")]
    [InlineData(5, 5, "100.0")]
    [InlineData(0, 0, "")]
    public void Percentages_have_one_decimal_and_halves_go_up(int part, int whole, string shown) =>
        Assert.Equal(shown, Percentage.Show(part, whole, rounded: false));

    [Theory]
    [InlineData(new[] { 3 }, 3)]
    [InlineData(new[] { 9, 1, 4 }, 4)]
    [InlineData(new[] { 1, 2 }, 1.5)]
    [InlineData(new[] { 10, 2, 4, 5 }, 4.5)]
    public void A_median_may_have_a_half(int[] values, double median) => Assert.Equal((decimal)median, Tally.Median(values));

    [Fact]
    public void Nobody_makes_zeros_and_blanks()
    {
        var rows = PlaceOfDeathReport.Rows([], GroupBy.None, null);

        Assert.Equal("0", rows[0].Numerator);
        Assert.Equal(("0", "0", "", "", ""), (rows[2].Numerator, rows[2].Denominator, rows[2].Percentage, rows[2].Lower, rows[2].Upper));
        Assert.Equal("", rows[^1].Numerator);
        Assert.Empty(PlaceOfDeathReport.Rows([], GroupBy.Sex, null));
    }

    [Fact]
    public void Everything_a_reader_may_add_up_does_add_up()
    {
        var tally = Tally.Of([
            .. SomeDeaths.Of(Place.OwnHome, Place.Hospital).Times(3),
            .. SomeDeaths.Of(null, Place.Hospice).Times(4),
            .. SomeDeaths.Of(Place.Hospice).Times(5),
        ]);

        Assert.All(Counted.Sums, sum => Assert.Equal(tally[sum.Whole], sum.Parts.Sum(part => tally[part])));
    }

    [Fact]
    public void Records_started_after_death_are_in_no_other_count()
    {
        var rows = PlaceOfDeathReport.Rows([SomeDeaths.Of(), SomeDeaths.Of() with { StartedOn = new(2025, 2, 11) }], GroupBy.None, null);

        Assert.Equal("1", rows.Single(row => row.Measure == "deaths").Numerator);
        Assert.Equal("1", rows.Single(row => row.Measure == Measures.RecordsAfterDeath).Numerator);
    }
}
