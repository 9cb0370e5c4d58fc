using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Identity;

/// <summary>Whether an account and its post are still in force; asked on every request, looked up every few seconds.</summary>
public sealed class PostStanding(IDbContextFactory<EpaccsDbContext> contexts, IMemoryCache cache, TimeProvider clock)
{
    /// <summary>A disabled account is out within five seconds; this leaves room for the request itself.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(3);

    public async Task<bool> IsInForceAsync(Actor actor, string? securityStamp, CancellationToken cancel)
    {
        var standing = await cache.GetOrCreateAsync(
            (nameof(PostStanding), actor.PostId),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = KnownFor;
                await using var db = await contexts.CreateDbContextAsync(cancel);
                var today = London.Day(clock.GetUtcNow());
                return await db
                    .Posts.Where(post => post.Id == actor.PostId && post.StartsOn <= today && (post.EndsOn == null || post.EndsOn >= today))
                    .Join(
                        db.Users.Where(user => user.Enabled),
                        post => post.UserId,
                        user => user.Id,
                        (post, user) => new Standing(post.Role, post.Senior, post.Urgent, user.SecurityStamp)
                    )
                    .AsNoTracking()
                    .SingleOrDefaultAsync(cancel);
            }
        );
        return standing is not null
            && standing.Role == actor.Role
            && standing.Senior == actor.Senior
            && standing.Urgent == actor.Urgent
            && standing.SecurityStamp == securityStamp;
    }

    private sealed record Standing(Role Role, bool Senior, bool Urgent, string? SecurityStamp);
}
