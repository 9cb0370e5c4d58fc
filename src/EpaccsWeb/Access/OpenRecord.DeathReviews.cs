using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What follows a death: what the team says of it, and what need not be done any more.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Every review that was written, newest first; also of a death that was taken back since.</summary>
    public Task<List<DeathReview>> DeathReviewsAsync(CancellationToken cancel) =>
        db.DeathReviews.AsNoTracking().OrderByDescending(row => row.Number).ToListAsync(cancel);

    /// <summary>Adds the next review of the death that is recorded now.</summary>
    public Task<SaveOutcome> ReviewDeathAsync(DeathReviewAnswers answers, int basedOn, Guid submitToken, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                var reviews = await DeathReviewsAsync(cancel);
                if (IsRepeat(reviews.Find(row => row.SubmitToken == submitToken), row => row.Answers == answers, submitToken))
                {
                    return;
                }

                var number = reviews.Count == 0 ? 0 : reviews[0].Number;
                Expect("review", basedOn, number);
                if (work.Deaths.MaxBy(row => row.Number) is not { Kind: not DeathEntryKind.Undone } death)
                {
                    throw new PlanRuleException([new(string.Empty, "No death is recorded any more, so there is none to review.")]);
                }

                db.Add(DeathReview.Write(answers, number + 1, death.Number, Grant, Now, submitToken));
            },
            cancel
        );

    /// <summary>Closes what was to be done for the person, as soon as the death is recorded by someone who may.</summary>
    /// <remarks>What was given after the death, such as a visit to the family, stays open when the death is put right.</remarks>
    private async Task CloseTasksAsync(List<Death> deaths, Guid submitToken, CancellationToken cancel)
    {
        var undone = Death.LastUndone(deaths);
        var known = deaths.Where(row => row.Number > undone).Min(row => row.At);
        foreach (var task in await db.CareTasks.Where(row => row.ClosedAt == null && row.MadeAt < known).ToListAsync(cancel))
        {
            task.CloseAtDeath(Grant.Actor, Now, submitToken);
        }
    }
}
