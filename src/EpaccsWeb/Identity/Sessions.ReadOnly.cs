using EpaccsWeb.Access;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Identity;

/// <summary>Sessions that begin and end while only the standby can be read: spooled with their audit lines, written down later.</summary>
public sealed partial class Sessions
{
    /// <summary>Signs out while nothing can be written; false when the ordinary way is open.</summary>
    public async Task<bool> TryEndUnwrittenAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        if (mode.Spell is null)
        {
            return false;
        }

        ended.Add(id);
        var line = AuditEntry.By(actor, AuditAction.SignedOut, "sign-out", request.Id, clock.GetUtcNow());
        return await TrySpoolAsync(line, new SpooledSession(id, actor.UserId, actor.PostId, null), cancel);
    }

    /// <summary>Writes down, once, what happened while it could not be written.</summary>
    public async Task WriteDownAsync(SpooledLine line, SpooledSession spooled, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await AuditLines.TakeKeyAsync(db, line.Id, cancel))
        {
            return;
        }

        if (spooled.Browser is { } browser)
        {
            db.Add(
                new Session
                {
                    Id = spooled.Id,
                    UserId = spooled.UserId,
                    PostId = spooled.PostId,
                    StartedAt = line.Entry.At,
                    LastSeenAt = clock.GetUtcNow(),
                    Browser = browser,
                }
            );
            (await db.Users.SingleAsync(user => user.Id == spooled.UserId, cancel)).LastSignInAt = line.Entry.At;
        }
        else if (await db.Sessions.FindAsync([spooled.Id], cancel) is { EndedAt: null } session)
        {
            session.EndedAt = line.Entry.At;
        }

        db.Add(line.Entry);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<bool> TrySpoolAsync(AuditEntry line, SpooledSession session, CancellationToken cancel) =>
        mode.Spell is not null && await spool.TryAddAsync([SpooledLine.Of(line) with { Session = session }], cancel);

    private Task<bool> TrySpoolAsync(AuditEntry line, Session session, CancellationToken cancel) =>
        TrySpoolAsync(line, new SpooledSession(session.Id, session.UserId, session.PostId, session.Browser), cancel);
}

/// <summary>Sessions that were signed out of on this node while no row of theirs could be ended.</summary>
public sealed class EndedSessions(IMemoryCache cache)
{
    public bool Has(Guid id) => cache.TryGetValue((nameof(EndedSessions), id), out _);

    public void Add(Guid id) => cache.Set((nameof(EndedSessions), id), value: true, Sessions.Longest);
}
