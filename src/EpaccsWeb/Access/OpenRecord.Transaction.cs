using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Guard;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The one transaction of a change: rows, facts and audit, all or nothing.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Runs one change: locks the plan, applies it, recomputes the facts, commits all or nothing.</summary>
    private async Task<SaveOutcome> SaveAsync(Func<Work, Task> change, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // All or nothing: there is no part of it to go back to.
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            // Between the gate and the lock the way in may have ended; the database then shows the plan no more.
            if (await LoadAsync(cancel) is not { } work)
            {
                return await AbandonAsync(new SaveOutcome.Refused([new(string.Empty, NoLongerOpen)]));
            }

            await change(work);
            // Each look at what is watched would compare every row again; what follows is compared once.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            if (work.Also.Requests)
            {
                await CloseAnsweredRequestsAsync(work.Plan, cancel);
            }

            if (work.Also.Objections)
            {
                await db.Objections.LoadAsync(cancel);
            }

            work.Facts.Compute(work.Plan, work.Patient, work.Consents, work.Deaths, [.. db.Relationships.Local]);
            db.Update(CountedPlan.Of(work.Plan, work.Patient, work.Facts));
            TouchOwnReferral();
            db.ChangeTracker.DetectChanges();
            await TellTeamAsync(work.Plan, work.Facts, [.. Changes().Distinct()], [], cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            Forget();
            return new SaveOutcome.Saved();
        }
        catch (PlanConflictException conflict)
        {
            return await AbandonAsync(new SaveOutcome.Conflict(conflict.Current));
        }
        catch (PlanRuleException broken)
        {
            return await AbandonAsync(new SaveOutcome.Refused(broken.Problems));
        }
        catch (PlanWarningException warned)
        {
            return await AbandonAsync(new SaveOutcome.Warned([.. warned.Findings.Select(finding => finding.Problem)]));
        }
        catch (DbUpdateException failure) when (failure.DuplicateKey() is { } key)
        {
            log.LogInformation("A save of record {PatientId} met unique key {Key}.", PatientId, key);
            return await AbandonAsync(
                key is "ix_patients_nhs_number"
                    ? new SaveOutcome.Refused([new(nameof(PersonDetails.NhsNumber), await blocked.BlockAsync(Grant.Actor, PatientId))])
                    : new SaveOutcome.Conflict(0)
            );
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            db.Database.AutoSavepointsEnabled = true;
        }

        async Task<SaveOutcome> AbandonAsync(SaveOutcome outcome)
        {
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            Forget();
            return outcome;
        }
    }

    /// <summary>What the change works on, as it stands behind the lock; what may be changed of it is watched for changes.</summary>
    private async Task<Work?> LoadAsync(CancellationToken cancel)
    {
        Forget();
        if (await content.LockAsync(PatientId, Grant.Actor.UserId, cancel) is not { } locked)
        {
            return null;
        }

        front = locked.Front;
        db.Attach(front.Patient);
        db.Attach(front.Facts);
        db.AttachRange(locked.Links);
        var deaths = locked.Also.Deaths ? await db.Deaths.AsNoTracking().ToListAsync(cancel) : [];
        return new Work(front.Plan, front.Patient, locked.Consents, deaths, front.Facts, locked.Also);
    }

    private const string NoLongerOpen =
        "This record is no longer open to you. What you typed is not saved: copy it before you leave the page.";

    private Task AddOnce(SectionVersion row, Work work)
    {
        // Endorsing or revoking twice gives back the first row, which is already stored.
        if (row.PlanVersion == work.Plan.Version)
        {
            db.Add(row);
        }

        return Task.CompletedTask;
    }

    private static SectionVersion Existing(Plan plan, string section, int number) =>
        plan.Row(section, number) ?? throw new PlanConflictException(section, number, plan.NumberOf(section));

    private static DateOnly? BirthFor(ISectionAnswers answers, Patient patient) => answers is PersonDetails ? null : patient.DateOfBirth;

    /// <summary>The same form with the same answers was saved before: a double click, or a post tried again.</summary>
    /// <remarks>The same form with other answers is another save, and meets the version it was not shown.</remarks>
    private static bool IsRepeat(Plan plan, ISectionAnswers answers, Guid submitToken, string? present, string? reason) =>
        IsRepeat(
            plan.Sections.FirstOrDefault(row => row.SubmitToken == submitToken),
            row =>
                row.Answers is { } saved
                && SectionAnswersJson.Write(saved) == SectionAnswersJson.Write(answers)
                && row.Present == present
                && (PlanGuard.WordsOf(row.Reason) ?? row.Reason) == reason,
            submitToken
        );

    private static bool IsRepeat<T>(T? saved, Func<T, bool> same, Guid submitToken)
        where T : class
    {
        if (submitToken == Guid.Empty)
        {
            throw new PlanRuleException([new(string.Empty, "The form came without its token. Check what you typed and save it again.")]);
        }

        return saved is not null && (same(saved) ? true : throw new PlanConflictException("form", 0, 0));
    }

    private static void Expect(string what, int basedOn, int current)
    {
        if (current != basedOn)
        {
            throw new PlanConflictException(what, basedOn, current);
        }
    }

    private static void Check(IEnumerable<SectionProblem> problems)
    {
        if (problems.ToList() is { Count: > 0 } broken)
        {
            throw new PlanRuleException(broken);
        }
    }

    /// <summary>What one change works on, read inside its transaction.</summary>
    private sealed record Work(Plan Plan, Patient Patient, List<Consent> Consents, List<Death> Deaths, PlanFacts Facts, AlsoThere Also);
}
