namespace EpaccsWeb.Domain.Reports;

/// <summary>The days of death a report covers, both inclusive.</summary>
public sealed record ReportPeriod(DateOnly From, DateOnly To)
{
    /// <summary>True when no whole quarter is left.</summary>
    public bool IsEmpty => From > To;

    /// <summary>The twelve months before the present one.</summary>
    public static ReportPeriod Last12Months(DateOnly today)
    {
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        return new(thisMonth.AddYears(-1), thisMonth.AddDays(-1));
    }

    /// <summary>Fills in what was not given: twelve months up to the end, or up to the end of last month.</summary>
    public static ReportPeriod Between(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var usual = Last12Months(today);
        return (from, to) switch
        {
            ({ } start, { } end) => new(start, end),
            (null, { } end) => new(end.Year > 1 ? end.AddYears(-1).AddDays(1) : DateOnly.MinValue, end),
            ({ } start, null) => new(start, start > usual.To ? today : usual.To),
            _ => usual,
        };
    }

    /// <summary>Widened to whole quarters, so that two answers cannot be taken from each other; one still running is left out.</summary>
    public ReportPeriod WholeQuarters(DateOnly today)
    {
        var start = StartOf(From);
        var running = StartOf(today);
        var end = StartOf(To) >= running ? running : StartOf(To).AddMonths(3);
        return new(start, end.AddDays(-1));
    }

    private static DateOnly StartOf(DateOnly day) => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);
}
