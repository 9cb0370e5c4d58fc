using System.Globalization;

namespace EpaccsWeb.Ui;

/// <summary>A date and a 24-hour time as they were typed, on the clock of Europe/London.</summary>
public sealed class DateTimeParts
{
    private static readonly string[] Formats = ["HH:mm", "H:mm", "HHmm", "HH.mm", "H.mm"];

    /// <summary>The three date boxes.</summary>
    public DateParts Date { get; set; } = new();

    /// <summary>The time box, such as 09:05.</summary>
    public string? Time { get; set; }

    /// <summary>True when nothing was typed.</summary>
    public bool IsBlank => Date.IsBlank && string.IsNullOrWhiteSpace(Time);

    /// <summary>The boxes for a moment that is already known.</summary>
    public static DateTimeParts From(DateTimeOffset? moment)
    {
        if (moment is not { } known)
        {
            return new DateTimeParts();
        }

        var local = ClinicalText.Local(known).DateTime;
        return new DateTimeParts
        {
            Date = DateParts.From(DateOnly.FromDateTime(local)),
            Time = local.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Reads the moment. A repeated hour takes the first; an hour that the clocks skip is no moment.</summary>
    public bool TryRead(out DateTimeOffset moment)
    {
        moment = default;
        if (!Date.TryRead(out var date) || ReadTime() is not { } time)
        {
            return false;
        }

        var local = date.ToDateTime(time);
        if (ClinicalText.London.IsInvalidTime(local))
        {
            return false;
        }

        var offset = ClinicalText.London.IsAmbiguousTime(local)
            ? ClinicalText.London.GetAmbiguousTimeOffsets(local).Max()
            : ClinicalText.London.GetUtcOffset(local);
        moment = new DateTimeOffset(local, offset);
        return true;
    }

    /// <summary>One sentence on what is wrong; null when blank or right.</summary>
    public string? Problem(string what)
    {
        if (IsBlank || TryRead(out _))
        {
            return null;
        }

        if (Date.IsBlank)
        {
            return $"{what} must include a date";
        }

        if (Date.Problem(what) is { } problem)
        {
            return problem;
        }

        if (string.IsNullOrWhiteSpace(Time))
        {
            return $"{what} must include a time";
        }

        return ReadTime() is null
            ? $"{what} must have a time such as 09:05 or 17:30"
            : $"{what} must be a real time: the clocks went forward in that hour";
    }

    /// <summary>The boxes to mark when the moment is refused: "day", "month", "year", "time".</summary>
    public IReadOnlyList<string> Faulty()
    {
        var time = !TryRead(out _) && (ReadTime() is null || Date.TryRead(out _));
        if (Date.TryRead(out _))
        {
            return time ? ["time"] : ["day", "month", "year", "time"];
        }

        return time ? [.. Date.Faulty(), "time"] : Date.Faulty();
    }

    private TimeOnly? ReadTime() =>
        TimeOnly.TryParseExact(Time?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
