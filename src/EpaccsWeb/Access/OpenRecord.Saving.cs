using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
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
    /// <param name="present">Who was present, where the section has no place of its own for it.</param>
    public Task<SaveOutcome> SaveSectionAsync(
        ISectionAnswers answers,
        int basedOn,
        Guid submitToken,
        CancellationToken cancel,
        string? present = null,
        string? reason = null
    ) =>
        SaveAsync(
            async work =>
            {
                if (!IsRepeat(work.Plan, answers, submitToken, present, reason))
                {
                    var context = SectionContext.At(Now, BirthFor(answers, work.Patient));
                    db.Add(work.Plan.Record(answers, basedOn, Grant, context, submitToken, present, reason));
                    if (work.Also.Drafts)
                    {
                        await ThrowDraftAwayAsync(SectionCatalogue.Of(answers).Key, cancel);
                    }
                }
            },
            cancel
        );

    /// <summary>Says that a version still holds.</summary>
    public Task<SaveOutcome> ConfirmAsync(string section, int number, CancellationToken cancel) =>
        SaveAsync(work => AddOnce(work.Plan.Confirm(Existing(work.Plan, section, number), Grant, Now), work), cancel);

    /// <summary>Ends the record with a reason, or opens it again.</summary>
    public Task<SaveOutcome> EndAsync(EndingKind kind, string reason, int basedOn, Guid submitToken, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                var earlier = await db.Endings.AsNoTracking().ToListAsync(cancel);
                if (
                    IsRepeat(
                        earlier.Find(row => row.SubmitToken == submitToken),
                        row => row.Kind == kind && row.Reason == reason,
                        submitToken
                    )
                )
                {
                    return;
                }

                var current = earlier.Select(row => row.Number).DefaultIfEmpty().Max();
                Expect("ending", basedOn, current);
                Check(Ending.Problems(kind, work.Plan.EndedAs is not null));
                var ending = Ending.Record(kind, reason, current + 1, Grant, Now, submitToken);
                db.Add(ending);
                db.Attach(work.Plan);
                work.Plan.End(ending);
            },
            cancel
        );

    /// <summary>Adds the next version of the person details and keeps registration and residence in step.</summary>
    /// <param name="why">Why a wrong NHS number is put right.</param>
    public Task<SaveOutcome> SavePersonAsync(
        PersonDetails details,
        int basedOn,
        Guid submitToken,
        CancellationToken cancel,
        string? why = null
    ) =>
        SaveAsync(
            async work =>
            {
                var where = await Whereabouts.FindAsync(db, details, cancel);
                if (where.Problems.Count > 0)
                {
                    throw new PlanRuleException(where.Problems);
                }

                // A number that somebody has is refused, so asking by corrections is limited like starting.
                if (details.NhsNumber != work.Patient.NhsNumber && await blocked.HasAskedTooOftenAsync(Grant.Actor, cancel))
                {
                    var sentence = await blocked.BlockAsync(Grant.Actor, PatientId);
                    throw new PlanRuleException([new(nameof(PersonDetails.NhsNumber), sentence)]);
                }

                var kept = IsAsked(work, where) ? details with { GpPracticeCode = CodeOf(work) } : details;
                var reason = kept == details ? why : "The new practice is asked to confirm";
                if (!IsRepeat(work.Plan, kept, submitToken, present: null, reason))
                {
                    db.Add(work.Plan.Record(kept, basedOn, Grant, SectionContext.At(Now), submitToken, reason: reason));
                    await ApplyPersonAsync(work, kept, where, why, cancel);
                }
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
                if (IsRepeat(work.Consents.Find(row => row.SubmitToken == submitToken), row => row.AsEntered() == answers, submitToken))
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
            async work =>
            {
                if (
                    IsRepeat(
                        work.Deaths.Find(row => row.SubmitToken == submitToken),
                        row => row.Answers == answers && row.Reason == undoBecause,
                        submitToken
                    )
                )
                {
                    return;
                }

                var current = work.Deaths.Select(row => row.Number).DefaultIfEmpty().Max();
                Expect("death", basedOn, current);
                if (undoBecause is null)
                {
                    RefuseSecondReport(work.Deaths);
                    var wish = PlanFacts.WishOn(work.Plan, answers.DiedOn);
                    var inCareHome = work.Patient.CareHomeId is not null;
                    var standing = work.Deaths.MaxBy(row => row.Number);
                    Check(answers.Problems(SectionContext.At(Now, work.Patient.DateOfBirth), wish, inCareHome, standing));
                }

                work.Deaths.Add(DeathRow(answers, undoBecause, current + 1, submitToken));
                db.Add(work.Deaths[^1]);
                if (work.Deaths[^1].Kind is DeathEntryKind.Recorded)
                {
                    await CloseTasksAsync(work.Deaths, submitToken, cancel);
                }
            },
            cancel
        );

    /// <summary>Who may only report a death does so once; after that it is for those who may record it.</summary>
    private void RefuseSecondReport(List<Death> deaths)
    {
        if (!Grant.May(Permission.RecordDeath) && deaths.MaxBy(row => row.Number) is { Kind: not DeathEntryKind.Undone })
        {
            throw new AccessDeniedException("The death is reported already.");
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
}
