using System.Globalization;

namespace EpaccsWeb.Ui;

/// <summary>Bars that are drawn on the server: readable without script, without colour and on paper.</summary>
/// <param name="Name">Unique on the page, for the ids of title and description.</param>
/// <param name="Description">What the picture shows, in a sentence; the table beneath has the figures.</param>
public sealed record BarChart(string Name, string Title, string Description, IReadOnlyList<Bar> Bars)
{
    private const int RowHeight = 52;

    public int Height => Bars.Count * RowHeight;

    public static int Top(int row) => row * RowHeight;
}

/// <summary>One bar, as a share of the whole width; a null share is hidden or unknown.</summary>
/// <param name="Lower">Left end of the range line, if there is one.</param>
public sealed record Bar(string Label, string Value, double? Share, double? Lower = null, double? Upper = null)
{
    public string Width => Percent(Share ?? 0);

    public bool HasRange => Lower is not null && Upper is not null;

    /// <summary>A share from 0 to 1 as the drawing wants it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(share, 0, 1) * 100:0.##}%");

    /// <summary>From a percentage as it is shown; null when it is hidden or empty.</summary>
    public static double? Of(string percentage) =>
        double.TryParse(percentage, CultureInfo.InvariantCulture, out var number) ? number / 100 : null;
}
