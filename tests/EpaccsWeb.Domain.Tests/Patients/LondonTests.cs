using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Tests.Patients;

/// <summary>London's days and hours, across both clock changes.</summary>
public sealed class LondonTests
{
    [Theory]
    [InlineData("2026-10-25", "01:30", "2026-10-25T00:30:00Z")] // the repeated hour takes the first
    [InlineData("2026-03-29", "01:30", "2026-03-29T01:30:00Z")] // the missing hour moves on
    [InlineData("2026-07-01", "00:10", "2026-06-30T23:10:00Z")]
    [InlineData("2026-01-01", "00:10", "2026-01-01T00:10:00Z")]
    public void A_wall_clock_time_is_one_moment(string day, string time, string moment) =>
        Assert.Equal(
            DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture),
            London.Moment(
                DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
                TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    [Theory]
    [InlineData(2000, 2, 29, 2026, 2, 28, 25)]
    [InlineData(2000, 2, 29, 2026, 3, 1, 26)]
    [InlineData(1945, 7, 14, 2026, 7, 13, 80)]
    [InlineData(1945, 7, 14, 2026, 7, 14, 81)]
    public void Age_is_in_whole_years(int year, int month, int day, int onYear, int onMonth, int onDay, int age) =>
        Assert.Equal(age, London.Age(new(year, month, day), new(onYear, onMonth, onDay)));

    [Theory]
    [InlineData("2027-10-31T00:30:00Z", "31-Oct-2027 01:30 BST")]
    [InlineData("2027-10-31T01:30:00Z", "31-Oct-2027 01:30 GMT")]
    [InlineData("2027-10-30T23:59:00Z", "31-Oct-2027 00:59")]
    [InlineData("2027-10-31T02:00:00Z", "31-Oct-2027 02:00")]
    [InlineData("2027-03-28T01:00:00Z", "28-Mar-2027 02:00")]
    public void In_the_hour_that_comes_twice_a_time_says_which(string moment, string shown) =>
        Assert.Equal(shown, London.Show(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Dates_are_shown_with_the_month_in_letters() => Assert.Equal("14-Jul-1945", London.Show(new DateOnly(1945, 7, 14)));
}
