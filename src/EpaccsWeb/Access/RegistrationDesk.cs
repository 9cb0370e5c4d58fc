using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Where a practice confirms who is now registered with it. It names nobody: the practice types the NHS number.</summary>
public sealed class RegistrationDesk(
    EpaccsDbContext db,
    RecordGate gate,
    OpenRecord record,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock
)
{
    /// <summary>How many people wait for the practice's answer.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken cancel)
    {
        db.Acting = RowContext.List(actor);
        return (
            await db
                .Database.SqlQuery<int>(
                    $"""
                    select count(*)::int as "Value" from practice_changes where to_id = {actor.OrganisationId} and closed_at is null
                    """
                )
                .ToListAsync(cancel)
        )[0];
    }

    /// <summary>Answers for one person; false, whatever the cause, when nobody with that number waits for this practice.</summary>
    public async Task<bool> AnswerAsync(NhsNumber number, bool isOurs, Actor actor, CancellationToken cancel)
    {
        db.Acting = RowContext.List(actor);
        var found = await db
            .Database.SqlQuery<Guid>(
                $"""
                select asked.patient_id as "Value" from practice_changes asked join record_of({number.Digits}, {Guid.Empty}) person on person.id = asked.patient_id
                where asked.to_id = {actor.OrganisationId} and asked.closed_at is null
                """
            )
            .ToListAsync(cancel);
        if (found.Count > 0)
        {
            var facts = await gate.FactsAsync(found[0], actor, cancel);
            if (AccessRules.MayConfirm(facts))
            {
#pragma warning disable RS0030 // the one place that lets a practice answer
                db.Open(AccessRules.ForConfirming(facts));
#pragma warning restore RS0030
                return await record.AnswerPracticeChangeAsync(isOurs, cancel) is SaveOutcome.Saved;
            }
        }

        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Refused, "registration: nobody waits", request.Id, clock.GetUtcNow()));
        return false;
    }
}
