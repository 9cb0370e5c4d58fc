using System.Globalization;

namespace EpaccsWeb.Domain.Patients;

/// <summary>Days and times as a clinician in England reads them; the database keeps UTC.</summary>
public static class London
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The calendar day in London at a moment.</summary>
    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>The moment with London's offset.</summary>
    public static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>A London wall-clock time as a moment; a repeated hour takes the first, a missing one moves on.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>"14-Jul-1945".</summary>
    public static string Show(DateOnly day) => day.ToString("dd-MMM-yyyy", CultureInfo.InvariantCulture);

    /// <summary>"14-Jul-2026 09:05", in London; in the hour that comes twice each October "31-Oct-2027 01:30 BST" or "GMT".</summary>
    public static string Show(DateTimeOffset moment) =>
        Local(moment).ToString("dd-MMM-yyyy HH:mm", CultureInfo.InvariantCulture) + Which(moment);

    /// <summary>" BST" or " GMT" in the hour that comes twice each October, else nothing.</summary>
    public static string Which(DateTimeOffset moment)
    {
        var local = Local(moment);
        return !Zone.IsAmbiguousTime(local.DateTime) ? string.Empty
            : Zone.IsDaylightSavingTime(local) ? " BST"
            : " GMT";
    }

    /// <summary>Whole years from birth to a day.</summary>
    public static int Age(DateOnly born, DateOnly on)
    {
        // Whoever was born on 29 February is a year older on 1 March.
        var hadBirthday = (on.Month, on.Day).CompareTo((born.Month, born.Day)) >= 0;
        return on.Year - born.Year - (hadBirthday ? 0 : 1);
    }
}
