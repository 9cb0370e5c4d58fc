using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Access;

/// <summary>How a record is changed: one transaction for the rows, the facts and the audit.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Adds the next version of a section.</summary>
    /// <param name="basedOn">The number that the editor was shown.</param>
    /// <param name="submitToken">The form; sent twice it is one save.</param>
    public Task<SaveOutcome> SaveSectionAsync(ISectionAnswers answers, int basedOn, Guid submitToken, CancellationToken cancel) =>
        SaveAsync(
            work =>
            {
                if (!work.Plan.Sections.Any(row => row.SubmitToken == submitToken))
                {
                    db.Add(work.Plan.Record(answers, basedOn, Grant, SectionContext.At(Now, BirthFor(answers, work.Patient)), submitToken));
                }

                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>Adds the next version of the person details and keeps registration and residence in step.</summary>
    public Task<SaveOutcome> SavePersonAsync(PersonDetails details, int basedOn, Guid submitToken, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                if (work.Plan.Sections.Any(row => row.SubmitToken == submitToken))
                {
                    return;
                }

                db.Add(work.Plan.Record(details, basedOn, Grant, SectionContext.At(Now), submitToken));
                await ApplyPersonAsync(work.Patient, details, cancel);
            },
            cancel
        );

    /// <summary>Endorses one version of a section.</summary>
    public Task<SaveOutcome> EndorseAsync(string section, int number, CancellationToken cancel) =>
        SaveAsync(work => AddOnce(work.Plan.Endorse(Existing(work.Plan, section, number), Grant, Now), work), cancel);

    /// <summary>Takes one version out of force at once.</summary>
    public Task<SaveOutcome> RevokeAsync(string section, int number, string reason, CancellationToken cancel) =>
        SaveAsync(work => AddOnce(work.Plan.Revoke(Existing(work.Plan, section, number), reason, Grant, Now), work), cancel);

    /// <summary>Adds the next entry about consent.</summary>
    public Task<SaveOutcome> SaveConsentAsync(
        ConsentPurpose purpose,
        ConsentAnswers answers,
        int basedOn,
        Guid submitToken,
        CancellationToken cancel
    ) =>
        SaveAsync(
            work =>
            {
                if (work.Consents.Any(row => row.SubmitToken == submitToken))
                {
                    return Task.CompletedTask;
                }

                var current = work.Consents.Where(row => row.Purpose == purpose).Select(row => row.Number).DefaultIfEmpty().Max();
                Expect("consent", basedOn, current);
                Check(answers.Problems(SectionContext.At(Now, work.Patient.DateOfBirth)));
                work.Consents.Add(answers.Record(PatientId, purpose, current + 1, Grant, Now, submitToken));
                db.Add(work.Consents[^1]);
                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>Adds the next entry about the person's death; a role that may only report it is taken as reporting.</summary>
    /// <param name="undoBecause">When given, takes the death back for this reason.</param>
    public Task<SaveOutcome> SaveDeathAsync(
        DeathAnswers answers,
        string? undoBecause,
        int basedOn,
        Guid submitToken,
        CancellationToken cancel
    ) =>
        SaveAsync(
            work =>
            {
                if (work.Deaths.Any(row => row.SubmitToken == submitToken))
                {
                    return Task.CompletedTask;
                }

                var current = work.Deaths.Select(row => row.Number).DefaultIfEmpty().Max();
                Expect("death", basedOn, current);
                if (undoBecause is null)
                {
                    var wish = PlanFacts.WishOn(work.Plan, answers.DiedOn);
                    Check(answers.Problems(SectionContext.At(Now, work.Patient.DateOfBirth), wish, work.Patient.CareHomeId is not null));
                }

                work.Deaths.Add(DeathRow(answers, undoBecause, current + 1, submitToken));
                db.Add(work.Deaths[^1]);
                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>Runs one change: locks the plan, applies it, recomputes the facts, commits all or nothing.</summary>
    private async Task<SaveOutcome> SaveAsync(Func<Work, Task> change, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            // Raising the version locks the plan's row, so that two savers of one plan take turns.
            var version = (
                await db
                    .Database.SqlQuery<int>(
                        $"update plans set version = version + 1 where patient_id = {PatientId} returning version as \"Value\""
                    )
                    .ToListAsync(cancel)
            ).Single();
            var work = await LoadAsync(version, cancel);
            await change(work);
            db.PlanFacts.Attach(work.Facts);
            work.Facts.Compute(work.Plan, work.Patient, work.Consents, work.Deaths);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            (plan, patient, facts) = (null, null, null);
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
        catch (DbUpdateException failure)
            when (failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique)
        {
            log.LogInformation("A save of record {PatientId} met unique key {Key}.", PatientId, unique.ConstraintName);
            return await AbandonAsync(
                unique.ConstraintName is "ix_patients_nhs_number"
                    ? new SaveOutcome.Refused([new(nameof(PersonDetails.NhsNumber), NumberTaken)])
                    : new SaveOutcome.Conflict(0)
            );
        }

        async Task<SaveOutcome> AbandonAsync(SaveOutcome outcome)
        {
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            return outcome;
        }
    }

    /// <summary>The same words whatever the cause, so that nothing is told of another record.</summary>
    private const string NumberTaken = "This NHS number cannot be used here. Ring the coordination service.";

    private async Task<Work> LoadAsync(int version, CancellationToken cancel)
    {
        var current = await ReadPlanAsync(cancel);
        current.Version = version;
        return new Work(
            current,
            await db.Patients.SingleAsync(cancel),
            await db.Consents.AsNoTracking().ToListAsync(cancel),
            await db.Deaths.AsNoTracking().ToListAsync(cancel),
            await db.PlanFacts.AsNoTracking().SingleAsync(cancel)
        );
    }

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

    private Death DeathRow(DeathAnswers answers, string? undoBecause, int number, Guid submitToken)
    {
        var actor = Grant.Actor;
        var mayRecord = Grant.May(Permission.RecordDeath);
        Grant.Require(PatientId, mayRecord || undoBecause is not null ? Permission.RecordDeath : Permission.ReportDeath);
        return new Death
        {
            Id = Guid.CreateVersion7(Now),
            PatientId = PatientId,
            Number = number,
            Kind =
                undoBecause is not null ? DeathEntryKind.Undone
                : mayRecord ? DeathEntryKind.Recorded
                : DeathEntryKind.Reported,
            Answers = answers,
            At = Now,
            AuthorId = actor.UserId,
            AuthorName = actor.Name,
            PostId = actor.PostId,
            AuthorRole = actor.Role,
            AuthorOrganisation = actor.OrganisationName,
            Reason = undoBecause,
            SubmitToken = submitToken,
        };
    }

    /// <summary>What one change works on, read inside its transaction.</summary>
    private sealed record Work(Plan Plan, Patient Patient, List<Consent> Consents, List<Death> Deaths, PlanFacts Facts);
}
