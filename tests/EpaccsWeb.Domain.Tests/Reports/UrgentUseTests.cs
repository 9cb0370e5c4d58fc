using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>The report on urgent use: the parts add up, and no hidden part can be worked out from the others.</summary>
public sealed class UrgentUseTests
{
    [Fact]
    public void For_ones_own_people_every_figure_is_shown()
    {
        var rows = new UrgentUse("2026-Q3", 10, 3, 2, 1).Rows(protection: null).ToList();

        Assert.Equal(["10", "3", "2", "1", "4"], rows.Select(row => row.Numerator));
        Assert.Equal(("40.0", "40.0", "40.0"), (rows[^1].Percentage, rows[^1].Lower, rows[^1].Upper));
        Assert.Equal(("", "", ""), (rows[0].Percentage, rows[0].Lower, rows[0].Upper));
    }

    [Theory]
    [InlineData(100, 50, 30, 3)]
    [InlineData(100, 97, 0, 0)]
    [InlineData(6, 6, 0, 0)]
    public void Beyond_them_one_small_part_hides_all_parts(int opened, int followed, int notFollowed, int wrong)
    {
        var rows = new UrgentUse("2026-Q3", opened, followed, notFollowed, wrong).Rows(new SmallNumbers(7)).ToList();

        Assert.All(rows.Skip(1), row => Assert.Equal(("*", "*", "*", "*"), (row.Numerator, row.Percentage, row.Lower, row.Upper)));
        Assert.Equal(opened > 7 ? "100" : "*", rows[0].Numerator);
    }

    [Fact]
    public void Great_parts_are_rounded() =>
        Assert.Equal(
            ["105", "50", "20", "20", "15"],
            new UrgentUse("2026-Q3", 103, 48, 20, 18).Rows(new SmallNumbers(7)).Select(row => row.Numerator)
        );
}
