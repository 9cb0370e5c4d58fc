using System.Globalization;
using System.Text.RegularExpressions;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Reads a date as it is known, such as "March 2026", when its words are nothing but a day, a month or a year.</summary>
public static partial class WordedDate
{
    private static readonly string[] Days =
    [
        "d MMM yyyy",
        "d MMMM yyyy",
        "d-MMM-yyyy",
        "d/M/yyyy",
        "d-M-yyyy",
        "d.M.yyyy",
        "d M yyyy",
        "d/M/yy",
        "yyyy-M-d",
    ];

    private static readonly string[] Months = ["MMM yyyy", "MMMM yyyy", "MMM-yyyy", "M/yyyy", "yyyy-M"];

    private static readonly string[] Years = ["yyyy"];

    /// <summary>The last day that the words can mean; null when they say it in another way.</summary>
    public static DateOnly? LastDayOf(string? words)
    {
        if (words is null)
        {
            return null;
        }

        var plain = Ordinal().Replace(words.Trim().TrimEnd('.'), "").Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase);
        if (Read(plain, Months) is { } month)
        {
            return new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
        }

        return Read(plain, Years) is { } year ? new(year.Year, 12, 31) : Read(plain, Days);
    }

    private static DateOnly? Read(string words, string[] formats) =>
        DateOnly.TryParseExact(words, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>"1st", "2nd", "3rd", "4th".</summary>
    [GeneratedRegex(@"(?<=\d)(?:st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();
}
