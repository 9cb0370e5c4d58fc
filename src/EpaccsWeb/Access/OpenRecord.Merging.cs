using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Former NHS numbers, and putting the record together with another one of the same person.</summary>
public sealed partial class OpenRecord
{
    private const string Obstacle = "";

    /// <summary>NHS numbers that stood on this record before, the latest first.</summary>
    public Task<List<FormerNumber>> FormerNumbersAsync(CancellationToken cancel) =>
        db.FormerNumbers.AsNoTracking().OrderByDescending(row => row.At).ToListAsync(cancel);

    /// <summary>Every merge that this record had a part in, the latest first.</summary>
    public Task<List<RecordMerge>> MergesAsync(CancellationToken cancel) =>
        db.RecordMerges.AsNoTracking().OrderByDescending(row => row.At).ToListAsync(cancel);

    /// <summary>The record as a merge looks at it.</summary>
    public async Task<MergeSide> MergeSideAsync(CancellationToken cancel)
    {
        var plan = await PlanAsync(cancel);
        var holder = await db
            .Organisations.Where(row => row.Id == plan.RecordingOrganisationId)
            .Select(row => new { row.Id, row.Name })
            .SingleAsync(cancel);
        var team = (await TeamAsync(cancel)).Where(member => member.Link.IsActive(Now)).Select(member => member.Organisation);
        return new(
            await PatientAsync(cancel),
            plan,
            await FactsAsync(cancel),
            (await ObjectionsAsync(cancel))
                .Where(row => row.Objection.Holds)
                .ToDictionary(row => row.Objection.OrganisationId, row => row.Organisation),
            team.Select(one => (one.Id, one.Name)).Append((holder.Id, holder.Name)).DistinctBy(one => one.Id).ToDictionary(),
            await db.Notes.CountAsync(cancel) + await db.PlanFeedback.CountAsync(cancel) + await db.Attachments.CountAsync(cancel)
        );
    }

    /// <summary>Closes this record in favour of another. Its rows stay as they are, so that taking it back gives the same record.</summary>
    /// <param name="goesOn">The other record, read anew once this one is locked.</param>
    public Task<SaveOutcome> MergeIntoAsync(Guid survivorId, string reason, Func<Task<MergeSide>> goesOn, CancellationToken cancel) =>
        CloseOrOpenAsync(
            async plan =>
            {
                if (MergeRules.Obstacles(await MergeSideAsync(cancel), await goesOn()) is { Count: > 0 } obstacles)
                {
                    throw new PlanRuleException([.. obstacles.Select(sentence => new SectionProblem(Obstacle, sentence))]);
                }

                var merge = RecordMerge.Into(survivorId, reason, Grant, Now);
                db.Add(merge);
                plan.Close();
                return merge;
            },
            "merge: another record was put together with this one",
            cancel
        );

    /// <summary>Opens this record again as it was before it was put together with another one.</summary>
    public Task<SaveOutcome> UndoMergeAsync(string because, CancellationToken cancel) =>
        CloseOrOpenAsync(
            async plan =>
            {
                var merge =
                    await db.RecordMerges.SingleOrDefaultAsync(row => row.PatientId == PatientId && row.UndoneAt == null, cancel)
                    ?? throw new PlanConflictException("merge", 0, 0);
                merge.Undo(because, Grant, Now);
                plan.OpenAsBefore();
                return merge;
            },
            "merge: taken back",
            cancel
        );

    /// <summary>Whoever hears of a merge by the record that goes on, which they reach, does not hear of it a second time without a name.</summary>
    private async Task TellBothTeamsAsync(Plan plan, RecordMerge merge, CancellationToken cancel)
    {
        var what = merge.Holds ? Notice.AnotherPutHere : Notice.TakenApart;
        var there = (
            await db
                .Database.SqlQuery<Guid>(
                    $"""select told as "Value" from tell_of_merge({merge.SurvivorId}, {what}, {Grant.Actor.PostInWords}, {Now}) as told"""
                )
                .ToListAsync(cancel)
        ).ToHashSet();
        await db.Relationships.LoadAsync(cancel);
        await db.Objections.LoadAsync(cancel);
        var told = merge.Holds ? Notice.PutTogether : Notice.TakenApart;
        var here = await TellTeamAsync(plan, await FactsAsync(cancel), [(told, false)], merge.Holds ? there : [], cancel);
        await MailAtOnceAsync([.. there.Except(here)], cancel);
    }

    /// <summary>One transaction that leaves the plan's version and its facts alone. The teams of both records are told.</summary>
    /// <param name="change">What is done; the activity of the record that goes on tells of it too.</param>
    private async Task<SaveOutcome> CloseOrOpenAsync(Func<Plan, Task<RecordMerge>> change, string toldThere, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            // Savers and merges of one record take turns at its plan's row.
            await db
                .Database.SqlQuery<Guid>($"select id as \"Value\" from plans where patient_id = {PatientId} for update")
                .ToListAsync(cancel);
            Forget();
            var plan = await PlanAsync(cancel);
            db.Attach(plan);
            var merge = await change(plan);
            db.Update(CountedPlan.Of(plan, await PatientAsync(cancel), await FactsAsync(cancel)));
            db.Add(AuditEntry.By(Grant.Actor, AuditAction.Changed, toldThere, db.RequestId, Now, merge.SurvivorId, Grant.Route));
            await db.SaveChangesAsync(cancel);
            await TellBothTeamsAsync(plan, merge, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return new SaveOutcome.Saved();
        }
        catch (PlanRuleException broken)
        {
            return await AbandonAsync(new SaveOutcome.Refused(broken.Problems));
        }
        catch (PlanConflictException)
        {
            return await AbandonAsync(new SaveOutcome.Conflict(0));
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // One of the two was put together with another record in the same moment.
            return await AbandonAsync(new SaveOutcome.Conflict(0));
        }

        async Task<SaveOutcome> AbandonAsync(SaveOutcome outcome)
        {
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            Forget();
            return outcome;
        }
    }
}
