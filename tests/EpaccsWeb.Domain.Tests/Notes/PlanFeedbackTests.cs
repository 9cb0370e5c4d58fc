using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Tests.Access;

namespace EpaccsWeb.Domain.Tests.Notes;

/// <summary>Whether feedback was given with the same answers.</summary>
public sealed class PlanFeedbackTests
{
    private static readonly FeedbackAnswers Answers = new(FeedbackKind.NotFollowed, NotFollowedReason.CouldNotGetIn, null, "Tried twice.");

    [Fact]
    public void Every_answer_counts_but_those_of_another_kind()
    {
        var given = PlanFeedback.Give(Answers with { Section = "devices" }, 3, Grant(), AccessFixture.Now, Guid.NewGuid());

        Assert.Null(given.Section);
        Assert.True(given.Says(Answers));
        Assert.True(given.Says(Answers with { Section = "contingency" }));
        Assert.False(given.Says(Answers with { Reason = NotFollowedReason.NobodyToCome }));
        Assert.False(given.Says(Answers with { Words = null }));
        Assert.False(given.Says(Answers with { Kind = FeedbackKind.Followed }));
    }

    [Fact]
    public void Another_part_of_a_wrong_plan_is_another_answer()
    {
        var wrong = new FeedbackAnswers(FeedbackKind.PlanWrong, null, "devices", "Moved.");
        var given = PlanFeedback.Give(wrong, 3, Grant(), AccessFixture.Now, Guid.NewGuid());

        Assert.True(given.Says(wrong));
        Assert.False(given.Says(wrong with { Section = "contingency" }));
    }

    private static AccessGrant Grant() =>
        AccessFixture.Granted(
            AccessFixture.Facts(Role.GeneralPractitioner, RelationshipSource.Registration),
            new(RecordPart.Feedback, Writes: true)
        );
}
