using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Pages.Records;

/// <summary>What stands on every page of a record that was opened in an emergency.</summary>
public static class EmergencyBanner
{
    /// <summary>"23 hours 59 minutes", "12 minutes": the time that is left, as the page is made.</summary>
    public static string Left(TimeSpan left)
    {
        var minutes = Math.Max(0, (int)Math.Ceiling(left.TotalMinutes));
        var hours = minutes / 60;
        var rest = Words(minutes % 60, "minute");
        return hours == 0 ? rest : $"{Words(hours, "hour")} {rest}";
    }

    /// <summary>A restricted person's location is hidden from whoever attends, and can be asked for.</summary>
    public static bool OffersLocation(AccessGrant grant, bool restricted) => grant.IsEmergency && !grant.SeesLocation(restricted);

    private static string Words(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
