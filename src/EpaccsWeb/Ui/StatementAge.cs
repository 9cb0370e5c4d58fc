using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Ui;

/// <summary>How old a statement is, in the words of somebody in a hurry.</summary>
public static class StatementAge
{
    public static string Of(DateTimeOffset said, DateTimeOffset now)
    {
        var days = London.Day(now).DayNumber - London.Day(said).DayNumber;
        return days switch
        {
            <= 0 => "today",
            1 => "yesterday",
            < 14 => $"{days} days ago",
            < 70 => $"{days / 7} weeks ago",
            < 730 => $"{Math.Max(2, (int)(days / 30.44))} months ago",
            _ => $"{days / 365} years ago",
        };
    }
}
