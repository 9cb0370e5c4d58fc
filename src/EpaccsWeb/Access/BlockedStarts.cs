using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The one answer for an NHS number that cannot be used here, whatever the cause: audited, and limited.</summary>
public sealed class BlockedStarts(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    private const string Detail = "start: blocked";

    /// <summary>How often one person may meet it in an hour; asking is not a way to learn who has a record.</summary>
    private const int MostInAnHour = 20;

    /// <summary>What is said, also to whoever has asked too often.</summary>
    public string Sentence => $"A record cannot be started here. Ring the coordination service, reference {request.Id}.";

    public async Task<string> BlockAsync(Actor actor, Guid? patientId)
    {
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Refused, Detail, request.Id, clock.GetUtcNow(), patientId));
        return Sentence;
    }

    /// <summary>True once this person has met the answer too often within the hour; then nothing is looked up.</summary>
    public async Task<bool> HasAskedTooOftenAsync(Actor actor, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        if (db.Grant is null)
        {
            db.Acting = RowContext.List(actor);
        }

        var met = await db
            .Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from audit_entries
                where user_id = {actor.UserId} and at > {since} and action = 'refused' and detail = {Detail}
                """
            )
            .SingleAsync(cancel);
        return met >= MostInAnHour;
    }
}
