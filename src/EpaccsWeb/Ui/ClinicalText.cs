using System.Globalization;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Ui;

/// <summary>Dates and times as sentences and paper print them; lists use <see cref="London"/>.</summary>
public static class ClinicalText
{
    /// <summary>What stands where nothing was recorded.</summary>
    public const string NotRecorded = "Not recorded";

    /// <summary><c>14 July 1945</c>.</summary>
    public static string LongDate(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>14 July 2026 at 09:05</c>, Europe/London.</summary>
    public static string LongMoment(DateTimeOffset moment) =>
        London.Local(moment).ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture) + London.Which(moment);
}
