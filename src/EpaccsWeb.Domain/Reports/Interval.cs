using System.Globalization;

namespace EpaccsWeb.Domain.Reports;

/// <summary>Between which shares the true one lies, 19 times out of 20 (Wilson's score interval).</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    private const double Z = 1.959963984540054;

    /// <summary>Null when there is nobody to speak of.</summary>
    public static Interval? Of(int part, int whole)
    {
        if (whole <= 0)
        {
            return null;
        }

        var share = (double)part / whole;
        var square = Z * Z / whole;
        var centre = share + square / 2;
        var reach = Z * Math.Sqrt(share * (1 - share) / whole + square / (4 * whole));
        return new(Math.Max(0, (centre - reach) / (1 + square)), Math.Min(1, (centre + reach) / (1 + square)));
    }

    /// <summary>Of a line as it is shown; null where a figure of it is hidden too.</summary>
    public static Interval? Of(ReportRow row) => Gaps.Shown(row) is { } shown ? Of(shown.Part, shown.Whole) : null;
}

/// <summary>How a group compares with all the others.</summary>
public enum Gap
{
    None,
    Lower,
    Higher,
}

/// <summary>Finds gaps between groups that chance alone would seldom make.</summary>
public static class Gaps
{
    /// <summary>A group differs when its interval and that of all others do not meet.</summary>
    public static Gap Between(int part, int whole, int otherPart, int otherWhole) =>
        (Interval.Of(part, whole), Interval.Of(otherPart, otherWhole)) switch
        {
            ({ } own, { } others) when own.Upper < others.Lower => Gap.Lower,
            ({ } own, { } others) when own.Lower > others.Upper => Gap.Higher,
            _ => Gap.None,
        };

    /// <summary>The lines of one measure that differ from all the others together, as shown: what is hidden makes no gap.</summary>
    public static IEnumerable<EquityGap> Among(IEnumerable<ReportRow> lines)
    {
        var shown = lines.Select(row => (Row: row, Figures: Shown(row))).Where(line => line.Figures is not null).ToList();
        var (parts, wholes) = (shown.Sum(line => line.Figures!.Value.Part), shown.Sum(line => line.Figures!.Value.Whole));
        foreach (var (row, figures) in shown)
        {
            var (part, whole) = figures!.Value;
            if (Between(part, whole, parts - part, wholes - whole) is not Gap.None and var gap)
            {
                yield return new(row, gap);
            }
        }
    }

    internal static (int Part, int Whole)? Shown(ReportRow row) =>
        int.TryParse(row.Numerator, CultureInfo.InvariantCulture, out var part)
        && int.TryParse(row.Denominator, CultureInfo.InvariantCulture, out var whole)
            ? (part, whole)
            : null;
}

/// <summary>A group that differs from all the others by more than chance would seldom make.</summary>
public sealed record EquityGap(ReportRow Row, Gap Gap);
