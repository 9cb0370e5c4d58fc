using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Ui;

/// <summary>Dates as people type them: what is read, and what is said when it cannot be.</summary>
public sealed class DatePartsTests
{
    [Theory]
    [InlineData("14", "7", "1945", "1945-07-14")]
    [InlineData(" 4 ", "07", " 1945 ", "1945-07-04")]
    [InlineData("1", "Mar", "2026", "2026-03-01")]
    [InlineData("1", "march", "2026", "2026-03-01")]
    [InlineData("30", "Sept", "2026", "2026-09-30")]
    [InlineData("29", "2", "2024", "2024-02-29")]
    [InlineData("31", "12", "9999", "9999-12-31")]
    public void Reads_a_real_date(string day, string month, string year, string expected)
    {
        var parts = new DateParts
        {
            Day = day,
            Month = month,
            Year = year,
        };
        Assert.True(parts.TryRead(out var date));
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), date);
        Assert.Null(parts.Problem("Date of decision"));
    }

    [Theory]
    [InlineData("1", null, "2026", "Date of decision must include a month", "month")]
    [InlineData("", "3", "", "Date of decision must include a day and year", "day,year")]
    [InlineData("31", "2", "2026", "Date of decision must be a real date", "day,month,year")]
    [InlineData("29", "2", "2025", "Date of decision must be a real date", "day,month,year")]
    [InlineData("32", "2", "2026", "Date of decision must be a real date", "day")]
    [InlineData("1", "13", "2026", "Date of decision must be a real date", "month")]
    [InlineData("1", "Mrch", "2026", "Date of decision must be a real date", "month")]
    [InlineData("0", "0", "0000", "Date of decision must be a real date", "day,month,year")]
    [InlineData("-1", "3", "2026", "Date of decision must be a real date", "day")]
    [InlineData("1", "3", "26", "Date of decision must include a year of 4 numbers", "year")]
    [InlineData("1", "3", "02026", "Date of decision must include a year of 4 numbers", "year")]
    [InlineData("١", "3", "2026", "Date of decision must be a real date", "day")]
    public void Says_what_is_wrong(string? day, string? month, string? year, string problem, string faulty)
    {
        var parts = new DateParts
        {
            Day = day,
            Month = month,
            Year = year,
        };
        Assert.False(parts.TryRead(out _));
        Assert.Equal(problem, parts.Problem("Date of decision"));
        Assert.Equal(faulty, string.Join(',', parts.Faulty()));
    }

    [Fact]
    public void Blank_is_no_problem_but_no_date_either()
    {
        var parts = new DateParts { Day = " " };
        Assert.True(parts.IsBlank);
        Assert.False(parts.TryRead(out _));
        Assert.Null(parts.Problem("Date of decision"));
    }

    [Fact]
    public void Comes_back_from_a_date()
    {
        var parts = DateParts.From(new DateOnly(1945, 7, 4));
        Assert.Equal(("4", "7", "1945"), (parts.Day, parts.Month, parts.Year));
        Assert.True(DateParts.From(null).IsBlank);
    }

    [Theory]
    [InlineData("14", "7", "2026", "9:05", "2026-07-14T08:05:00Z")]
    [InlineData("14", "1", "2026", "0905", "2026-01-14T09:05:00Z")]
    [InlineData("25", "10", "2026", "01:30", "2026-10-25T00:30:00Z")]
    public void Reads_a_moment_on_the_clock_of_London(string day, string month, string year, string time, string expected)
    {
        var parts = Moment(day, month, year, time);
        Assert.True(parts.TryRead(out var moment));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), moment);
        Assert.Null(parts.Problem("Time of death"));
    }

    [Theory]
    [InlineData("29", "3", "2026", "01:30", "Time of death must be a real time: the clocks went forward in that hour", "time")]
    [InlineData("14", "7", "2026", "25:00", "Time of death must have a time such as 09:05 or 17:30", "time")]
    [InlineData("14", "7", "2026", "", "Time of death must include a time", "time")]
    [InlineData("14", "", "2026", "09:05", "Time of death must include a month", "month")]
    [InlineData("", "", "", "09:05", "Time of death must include a date", "day,month,year")]
    [InlineData("14", "", "2026", "", "Time of death must include a month", "month,time")]
    public void Says_what_is_wrong_with_a_moment(string day, string month, string year, string time, string problem, string faulty)
    {
        var parts = Moment(day, month, year, time);
        Assert.False(parts.TryRead(out _));
        Assert.Equal(problem, parts.Problem("Time of death"));
        Assert.Equal(faulty, string.Join(',', parts.Faulty()));
    }

    [Fact]
    public void Comes_back_from_a_moment_on_the_clock_of_London()
    {
        var parts = DateTimeParts.From(new DateTimeOffset(2026, 7, 14, 23, 5, 0, TimeSpan.Zero));
        Assert.Equal(("15", "00:05"), (parts.Date.Day, parts.Time));
    }

    private static DateTimeParts Moment(string day, string month, string year, string time) =>
        new()
        {
            Date = new DateParts
            {
                Day = day,
                Month = month,
                Year = year,
            },
            Time = time,
        };
}
