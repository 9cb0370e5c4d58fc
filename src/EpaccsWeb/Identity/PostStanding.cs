using System.Security.Claims;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Identity;

/// <summary>Whether an account and its post are still in force; asked on every request, looked up every few seconds.</summary>
public sealed class PostStanding(
    IDbContextFactory<EpaccsDbContext> contexts,
    IMemoryCache cache,
    ServingMode mode,
    EndedSessions ended,
    TimeProvider clock
)
{
    /// <summary>A disabled account is out within five seconds; this leaves room for the request itself.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(3);

    public async Task<bool> IsInForceAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (user.ToActor() is not { } actor || user.SessionId() is not { } session || ended.Has(session))
        {
            return false;
        }

        // What was known a moment ago may be older than the cookie: after a change of one's own, on another node.
        var stamp = user.FindFirst(SignedIn.Stamp)?.Value;
        var key = (nameof(PostStanding), session, actor.PostId);
        // A session that began while nothing could be written has no row yet. Once everything is served it must have one.
        var unwritten = mode.Spell is not null && user.HasClaim(SignedIn.Unwritten, SignedIn.Unwritten);
        return (cache.TryGetValue(key, out Standing? known) && Fits(known, actor, stamp))
            || Fits(cache.Set(key, await LookUpAsync(actor, session, unwritten, cancel), KnownFor), actor, stamp);
    }

    private static bool Fits(Standing? standing, Actor actor, string? stamp) =>
        standing is not null
        && standing.Role == actor.Role
        && standing.Senior == actor.Senior
        && standing.Urgent == actor.Urgent
        && standing.SecurityStamp == stamp;

    private async Task<Standing?> LookUpAsync(Actor actor, Guid session, bool unwritten, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = London.Day(clock.GetUtcNow());
        return await db
            .Posts.Where(post =>
                post.Id == actor.PostId
                && post.UserId == actor.UserId
                && post.StartsOn <= today
                && (post.EndsOn == null || post.EndsOn >= today)
            )
            .Where(post =>
                db.Sessions.Any(row => row.Id == session && row.UserId == post.UserId && row.EndedAt == null)
                || (unwritten && !db.Sessions.Any(row => row.Id == session))
            )
            .Join(
                db.Users.Where(user => user.Enabled),
                post => post.UserId,
                user => user.Id,
                (post, user) => new Standing(post.Role, post.Senior, post.Urgent, user.SecurityStamp)
            )
            .AsNoTracking()
            .SingleOrDefaultAsync(cancel);
    }

    private sealed record Standing(Role Role, bool Senior, bool Urgent, string? SecurityStamp);
}
