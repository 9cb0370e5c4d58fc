using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>A changed practice takes effect when the new practice confirms; the old one keeps the person until then.</summary>
public sealed partial class OpenRecord
{
    /// <summary>The name of the practice that is asked to confirm, and since when; null when none is.</summary>
    public async Task<AskedPractice?> AskedPracticeAsync(CancellationToken cancel) =>
        (
            await db
                .PracticeChanges.Where(row => row.ClosedAt == null)
                .Join(
                    db.Organisations,
                    row => row.ToId,
                    organisation => organisation.Id,
                    (row, organisation) => new AskedPractice(organisation.Name, row.AskedAt, row.AskedBy)
                )
                .ToListAsync(cancel)
        ).FirstOrDefault();

    /// <summary>Takes back a change of practice that nobody has confirmed.</summary>
    public Task<SaveOutcome> WithdrawPracticeChangeAsync(CancellationToken cancel) =>
        SaveAsync(
            async _ =>
            {
                if (await CloseChangeAsync(PracticeChangeOutcome.Withdrawn, cancel) is null)
                {
                    var last = await db.PracticeChanges.AsNoTracking().OrderByDescending(row => row.ClosedAt).FirstOrDefaultAsync(cancel);
                    // Taken back twice is taken back; what the practice has answered is not.
                    Expect("practice change", 0, last?.Outcome is PracticeChangeOutcome.Withdrawn ? 0 : 1);
                }
            },
            cancel
        );

    /// <summary>The asked practice answers: the person, the registration and the record, whoever held it, pass to it.</summary>
    public Task<SaveOutcome> AnswerPracticeChangeAsync(bool isOurs, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                var change = await CloseChangeAsync(isOurs ? PracticeChangeOutcome.Confirmed : PracticeChangeOutcome.Declined, cancel);
                if (change is null)
                {
                    throw new PlanConflictException("practice change", 0, 1);
                }

                if (!isOurs)
                {
                    return;
                }

                var code = await db.Organisations.Where(row => row.Id == change.ToId).Select(row => row.OdsCode).SingleAsync(cancel);
                var details = work.Plan.Current<PersonDetails>()! with { GpPracticeCode = code };
                var number = work.Plan.NumberOf(SectionCatalogue.PersonKey);
                db.Add(work.Plan.Record(details, number, Grant, SectionContext.At(Now), reason: "Registration confirmed by the practice"));
                await PassToAsync(work, change.ToId, cancel);
                work.Patient.Apply(details, change.ToId, work.Patient.CareHomeId);
            },
            cancel
        );

    /// <summary>A practice that says so itself has confirmed; any other is asked.</summary>
    private bool IsAsked(Work work, Whereabouts where) =>
        where.Practice != work.Patient.GpPracticeId && where.Practice != Grant.Actor.OrganisationId;

    private static string CodeOf(Work work) => work.Plan.Current<PersonDetails>()!.GpPracticeCode;

    private async Task AskPracticeAsync(Work work, Guid practice, CancellationToken cancel)
    {
        var waiting = await db.PracticeChanges.SingleOrDefaultAsync(row => row.ClosedAt == null, cancel);
        if (waiting?.ToId == practice)
        {
            return;
        }

        if (waiting is not null)
        {
            // One change waits at a time: the earlier one is closed before the next is written.
            waiting.Close(PracticeChangeOutcome.Withdrawn, Grant, Now);
            await db.SaveChangesAsync(cancel);
        }

        db.Add(PracticeChange.Ask(work.Patient.GpPracticeId, practice, Grant, Now));
    }

    private async Task<PracticeChange?> CloseChangeAsync(PracticeChangeOutcome outcome, CancellationToken cancel)
    {
        var change = await db.PracticeChanges.SingleOrDefaultAsync(row => row.ClosedAt == null, cancel);
        change?.Close(outcome, Grant, Now);
        return change;
    }

    private async Task PassToAsync(Work work, Guid practice, CancellationToken cancel)
    {
        await PassRecordAsync(work, practice, cancel);
        await MoveAsync(RelationshipSource.Registration, practice, cancel);
    }

    /// <summary>The record passes to the practice that now has the person. Who held it, unless it is the practice left, stays in the team.</summary>
    private async Task PassRecordAsync(Work work, Guid practice, CancellationToken cancel)
    {
        var former = work.Plan.RecordingOrganisationId;
        if (former == practice)
        {
            return;
        }

        // Whoever holds a record reads it, so that none comes to hold one past an objection, also one raised since it was asked.
        if (await ObjectsToAsync(practice, cancel))
        {
            throw new PlanRuleException([
                new(nameof(PersonDetails.GpPracticeCode), "The person does not want to share with this practice."),
            ]);
        }

        db.Attach(work.Plan);
        work.Plan.RecordingOrganisationId = practice;
        if (former != work.Patient.GpPracticeId && !IsInTeam(former))
        {
            db.Add(Link(former, RelationshipSource.Team));
        }

        if (!AccessRules.IsPositive(work.Facts.ConsentToShare))
        {
            // The team hears nothing of a plan that is not shared. Who held it until now hears that it has passed, and not whose it is.
            db.Add(Notice.Of(PatientId, former, work.Plan.Version, Notice.RegistrationPassed, Grant.Actor, Now));
            await MailAtOnceAsync([former], cancel);
        }
    }

    private bool IsInTeam(Guid organisation) =>
        db.Relationships.Local.Any(link =>
            link.OrganisationId == organisation && link.Source is RelationshipSource.Team && link.IsActive(Now)
        );
}

/// <summary>A practice that is asked whether the person is registered there.</summary>
public sealed record AskedPractice(string Name, DateTimeOffset AskedAt, string AskedBy);
