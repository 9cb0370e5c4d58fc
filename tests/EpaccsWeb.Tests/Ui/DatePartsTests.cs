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
}
