using System.Globalization;

namespace EpaccsWeb.Ui;

/// <summary>Dates and times as clinical lists print them: not regional, never ambiguous.</summary>
public static class ClinicalText
{
    /// <summary>What stands where nothing was recorded.</summary>
    public const string NotRecorded = "Not recorded";

    /// <summary>The clock on the wall in England.</summary>
    public static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary><c>14-Jul-1945</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>14 July 1945</c>.</summary>
    public static string LongDate(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>14-Jul-2026 09:05</c>, Europe/London; in the hour that comes twice it says which.</summary>
    public static string Moment(DateTimeOffset moment) => Domain.Patients.London.Show(moment);

    /// <summary><c>14 July 2026 at 09:05</c>, Europe/London.</summary>
    public static string LongMoment(DateTimeOffset moment) =>
        Local(moment).ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture) + Domain.Patients.London.Which(moment);

    /// <summary>The moment as the clock in England showed it.</summary>
    public static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, London);
}
