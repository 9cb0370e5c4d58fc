using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Gaps between groups and the range of chance, by what is shown of them.</summary>
public sealed class GapsTests
{
    [Fact]
    public void A_group_differs_when_its_range_and_that_of_all_others_do_not_meet()
    {
        var gaps = Gaps.Among([Line("few", "2", "40"), Line("most", "38", "40"), Line("hidden", "*", "*"), Line("nobody", "0", "0")]);

        Assert.Equal([("few", Gap.Lower), ("most", Gap.Higher)], gaps.Select(gap => (gap.Row.Group, gap.Gap)));
        Assert.Empty(Gaps.Among([Line("one", "20", "40"), Line("other", "22", "40")]));
        Assert.Empty(Gaps.Among([Line("all", "2", "40")]));
    }

    [Theory]
    [InlineData("*", "40")]
    [InlineData("3", "*")]
    [InlineData("3", "")]
    [InlineData("0", "0")]
    public void Of_what_is_hidden_and_of_nobody_there_is_no_range(string part, string whole) =>
        Assert.Null(Interval.Of(Line("all", part, whole)));

    [Fact]
    public void The_range_is_shown_like_the_other_percentages()
    {
        var range = Interval.Of(Line("all", "3", "4"))!.Value;

        Assert.Equal(("30.1", "95.4"), (Percentage.Show(range.Lower, rounded: false), Percentage.Show(range.Upper, rounded: false)));
        Assert.Equal(("30", "95"), (Percentage.Show(range.Lower, rounded: true), Percentage.Show(range.Upper, rounded: true)));
    }

    private static ReportRow Line(string group, string part, string whole) => new("hospital-deaths", "", group, part, whole, "", "", "");
}
