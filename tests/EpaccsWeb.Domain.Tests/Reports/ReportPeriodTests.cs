using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Which days of death a report covers.</summary>
public sealed class ReportPeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Unless_asked_it_is_the_last_twelve_whole_months() =>
        Assert.Equal(new ReportPeriod(new(2025, 11, 1), new(2026, 10, 31)), ReportPeriod.Between(null, null, Today));

    [Theory]
    [InlineData("2025-03-01", null, "2025-03-01", "2026-10-31")]
    [InlineData("2026-11-05", null, "2026-11-05", "2026-11-23")]
    [InlineData(null, "2025-03-31", "2024-04-01", "2025-03-31")]
    [InlineData(null, "0001-01-01", "0001-01-01", "0001-01-01")]
    [InlineData("2025-01-15", "2025-03-10", "2025-01-15", "2025-03-10")]
    public void What_is_not_given_is_filled_in(string? from, string? to, string start, string end) =>
        Assert.Equal(new ReportPeriod(Day(start)!.Value, Day(end)!.Value), ReportPeriod.Between(Day(from), Day(to), Today));

    [Theory]
    [InlineData("2025-01-15", "2025-03-10", "2025-01-01", "2025-03-31")]
    [InlineData("2025-03-31", "2025-04-01", "2025-01-01", "2025-06-30")]
    [InlineData("2025-11-01", "2026-10-31", "2025-10-01", "2026-09-30")]
    [InlineData("2024-02-29", "2030-01-01", "2024-01-01", "2026-09-30")]
    public void Whole_quarters_are_those_that_have_ended(string from, string to, string start, string end) =>
        Assert.Equal(
            new ReportPeriod(Day(start)!.Value, Day(end)!.Value),
            new ReportPeriod(Day(from)!.Value, Day(to)!.Value).WholeQuarters(Today)
        );

    [Fact]
    public void The_running_quarter_alone_leaves_nothing() =>
        Assert.True(new ReportPeriod(new(2026, 11, 1), new(2026, 11, 20)).WholeQuarters(Today).IsEmpty);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");
}
