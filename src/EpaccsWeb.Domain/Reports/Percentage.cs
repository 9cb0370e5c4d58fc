using System.Globalization;

namespace EpaccsWeb.Domain.Reports;

/// <summary>Percentages as they are published: half away from zero; empty when there is nobody to speak of.</summary>
public static class Percentage
{
    /// <summary>"73.4", or "73" for rounded counts.</summary>
    public static string Show(int part, int whole, bool rounded) =>
        whole == 0 ? string.Empty
        : rounded ? Whole(part, whole).ToString(CultureInfo.InvariantCulture)
        : Math.Round(100m * part / whole, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>The same of a share from 0 to 1.</summary>
    public static string Show(double share, bool rounded) =>
        Math.Round((decimal)share * 100, rounded ? 0 : 1, MidpointRounding.AwayFromZero)
            .ToString(rounded ? "0" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>In whole per cent.</summary>
    public static int Whole(int part, int whole) => whole == 0 ? 0 : (int)Math.Round(100m * part / whole, 0, MidpointRounding.AwayFromZero);
}
