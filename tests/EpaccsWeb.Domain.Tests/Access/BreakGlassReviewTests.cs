using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>Until when a verdict is in time, and from when words are needed.</summary>
public sealed class BreakGlassReviewTests
{
    [Theory]
    [InlineData("2026-11-16T10:00:00Z", "2026-11-18")] // Monday
    [InlineData("2026-11-19T10:00:00Z", "2026-11-23")] // Thursday
    [InlineData("2026-11-20T22:00:00Z", "2026-11-24")] // Friday
    [InlineData("2026-11-21T10:00:00Z", "2026-11-24")] // Saturday
    [InlineData("2026-06-14T23:30:00Z", "2026-06-17")] // Monday already in London
    public void A_verdict_is_due_two_working_days_later(string used, string due) =>
        Assert.Equal(
            DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
            BreakGlassReview.DueOn(DateTimeOffset.Parse(used, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(9, true)]
    public void The_third_unreviewed_use_needs_words(int unreviewed, bool needed) =>
        Assert.Equal(needed, new BreakGlassStanding(unreviewed, Suspended: false).WordsRequired);
}
