using EpaccsWeb.Domain.Endings;

namespace EpaccsWeb.Domain.Tests.Endings;

/// <summary>What may be typed as the next entry about the end of a record.</summary>
public sealed class EndingTests
{
    [Fact]
    public void An_open_record_is_ended_and_one_that_has_ended_is_only_opened_again()
    {
        Assert.Equal(
            [EndingKind.Improved, EndingKind.MovedAway, EndingKind.Declined, EndingKind.EnteredInError, EndingKind.WrongPerson],
            Enum.GetValues<EndingKind>().Where(kind => !Ending.Problems(kind, isEnded: false).Any())
        );
        Assert.Equal([EndingKind.Reopened], Enum.GetValues<EndingKind>().Where(kind => !Ending.Problems(kind, isEnded: true).Any()));
        Assert.All(
            Ending.Problems(EndingKind.Merged, isEnded: false).Concat(Ending.Problems(EndingKind.Improved, isEnded: true)),
            problem => Assert.Equal("Kind", problem.Field)
        );
    }
}
