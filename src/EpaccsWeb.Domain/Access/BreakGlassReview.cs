using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Access;

/// <summary>A privacy officer's verdict on one use of break-glass, or on one "caring now" that was looked into. Written once.</summary>
public sealed class BreakGlassReview
{
    /// <summary>Working days within which a use is to be judged; bank holidays are not known here, so they count.</summary>
    public const int WorkingDays = 2;

    /// <summary>The unreviewed use, counted from one, from which a user must say why in words.</summary>
    public const int WordsFrom = 3;

    public required Guid Id { get; init; }

    /// <summary>The use that was judged.</summary>
    public required Guid RelationshipId { get; init; }
    public required ReviewVerdict Verdict { get; init; }
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid ByUserId { get; init; }
    public required string By { get; init; }

    /// <summary>The last day on which the verdict is in time.</summary>
    public static DateOnly DueOn(DateTimeOffset used)
    {
        var day = London.Day(used);
        for (var left = WorkingDays; left > 0; )
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}

/// <summary>What a privacy officer thought of a use.</summary>
public enum ReviewVerdict
{
    Appropriate,
    NotAppropriate,
}

/// <summary>A user's break-glass was suspended, or allowed again. Written once; the last one holds.</summary>
public sealed class BreakGlassSuspension
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>False when it was allowed again.</summary>
    public required bool Suspends { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid ByUserId { get; init; }
    public required string By { get; init; }
}

/// <summary>How a user stands with break-glass, for the page that is about to let them use it.</summary>
/// <param name="Unreviewed">Their uses that no privacy officer has judged yet.</param>
/// <param name="Suspended">A privacy officer has taken it from them.</param>
public sealed record BreakGlassStanding(int Unreviewed, bool Suspended)
{
    /// <summary>The next use is the third unreviewed one, or a later one: it needs words.</summary>
    public bool WordsRequired => Unreviewed + 1 >= BreakGlassReview.WordsFrom;
}
