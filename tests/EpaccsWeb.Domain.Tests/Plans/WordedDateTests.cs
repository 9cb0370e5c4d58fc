using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>A date in words is read when it is plainly a day, a month or a year, and left alone otherwise.</summary>
public sealed class WordedDateTests
{
    [Theory]
    [InlineData("31 March 2026", "2026-03-31")]
    [InlineData("1st Mar 2026", "2026-03-01")]
    [InlineData("31/3/2026", "2026-03-31")]
    [InlineData("31/03/26", "2026-03-31")]
    [InlineData("31-Mar-2026", "2026-03-31")]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData(" march 2024 ", "2024-03-31")]
    [InlineData("Feb 2024", "2024-02-29")]
    [InlineData("Sept 2026.", "2026-09-30")]
    [InlineData("02/2026", "2026-02-28")]
    [InlineData("2026", "2026-12-31")]
    [InlineData("9999", "9999-12-31")]
    [InlineData("December 9999", "9999-12-31")]
    [InlineData("the summer", null)]
    [InlineData("31 February 2026", null)]
    [InlineData("about March 2026", null)]
    [InlineData("when she goes home", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Gives_the_last_day_that_the_words_can_mean(string? words, string? day) =>
        Assert.Equal(day, WordedDate.LastDayOf(words)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
