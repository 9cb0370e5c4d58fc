using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Whose urgent cards go into a downtime pack: the living people that the post reaches. Each card passes the gate by itself.</summary>
public sealed class DowntimeList(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Most cards in one pack.</summary>
    public const int Most = 500;

    /// <summary>The people, by name; one more than the most when there are more.</summary>
    /// <param name="keyWorkerOnly">Only people whose key worker is of the post's organisation.</param>
    public async Task<IReadOnlyList<Guid>> PeopleAsync(Actor actor, bool keyWorkerOnly, CancellationToken cancel)
    {
        db.Acting = RowContext.List(actor);
        return await db.AskAsync<Guid>(
            $"""
            select person.patient_id from people_in_reach person
            where not (person.died_on is not null and person.death_confirmed)
              and (not {keyWorkerOnly}
                   or exists (select from relationships link
                              where link.patient_id = person.patient_id and link.organisation_id = {actor.OrganisationId} and link.key_worker
                                and (link.ends_at is null or link.ends_at > {clock.GetUtcNow()})))
            order by person.family_key collate "C", person.patient_id limit {Most + 1}
            """,
            cancel
        );
    }

    /// <summary>The pack's own line, with whom it names; durable before its first byte.</summary>
    public Task TakenAsync(Actor actor, IReadOnlyCollection<Guid> people, int hours) =>
        journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Exported, $"downtime pack: {people.Count} cards for {hours} hours", request.Id, clock.GetUtcNow())
                .About(people)
        );
}
