using System.Globalization;

namespace EpaccsWeb.Ui;

/// <summary>A date as it was typed, in three boxes; it keeps what was typed even when it is no date.</summary>
public sealed class DateParts
{
    private static readonly string[] Names = ["day", "month", "year"];

    /// <summary>The day box.</summary>
    public string? Day { get; set; }

    /// <summary>The month box: 1 to 12, "Mar" or "March".</summary>
    public string? Month { get; set; }

    /// <summary>The year box: four digits.</summary>
    public string? Year { get; set; }

    /// <summary>True when nothing was typed.</summary>
    public bool IsBlank => Typed.All(string.IsNullOrWhiteSpace);

    private string?[] Typed => [Day, Month, Year];

    /// <summary>The boxes for a date that is already known.</summary>
    public static DateParts From(DateOnly? date) =>
        date is { } d
            ? new DateParts
            {
                Day = Number(d.Day),
                Month = Number(d.Month),
                Year = Number(d.Year),
            }
            : new DateParts();

    /// <summary>Reads the date; false when nothing or no real date was typed.</summary>
    public bool TryRead(out DateOnly date)
    {
        date = default;
        if (
            ReadDay() is not { } day
            || ReadMonth() is not { } month
            || ReadYear() is not { } year
            || day > DateTime.DaysInMonth(year, month)
        )
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>One sentence on what is wrong, such as "Date of decision must include a month"; null when blank or right.</summary>
    public string? Problem(string what)
    {
        if (IsBlank || TryRead(out _))
        {
            return null;
        }

        var missing = Names.Where((_, i) => string.IsNullOrWhiteSpace(Typed[i])).ToArray();
        if (missing.Length > 0)
        {
            return $"{what} must include a {string.Join(" and ", missing)}";
        }

        return ReadYear() is null && ReadDay() is not null && ReadMonth() is not null
            ? $"{what} must include a year of 4 numbers"
            : $"{what} must be a real date";
    }

    /// <summary>The boxes to mark when the date is refused, and so the one to go to: "day", "month", "year".</summary>
    public IReadOnlyList<string> Faulty()
    {
        var missing = Names.Where((_, i) => string.IsNullOrWhiteSpace(Typed[i])).ToArray();
        if (missing.Length is 1 or 2)
        {
            return missing;
        }

        var wrong = new List<string>();
        if (missing.Length == 0)
        {
            Add(wrong, "day", ReadDay());
            Add(wrong, "month", ReadMonth());
            Add(wrong, "year", ReadYear());
        }

        return wrong.Count > 0 ? wrong : Names;
    }

    private static void Add(List<string> wrong, string name, int? read)
    {
        if (read is null)
        {
            wrong.Add(name);
        }
    }

    private int? ReadDay() => Whole(Day) is >= 1 and <= 31 and var day ? day : null;

    private int? ReadYear() => Year?.Trim().Length == 4 && Whole(Year) is >= 1000 and var year ? year : null;

    private int? ReadMonth()
    {
        if (Whole(Month) is { } number)
        {
            return number is >= 1 and <= 12 ? number : null;
        }

        var typed = Month?.Trim() ?? "";
        for (var month = 1; month <= 12; month++)
        {
            var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
            if (Same(typed, name) || Same(typed, name[..3]) || (month == 9 && Same(typed, "Sept")))
            {
                return month;
            }
        }

        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static int? Whole(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
