using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Identity;

/// <summary>When a session's cookie is written anew: each half minute of use, and once for all requests that come at the same time.</summary>
/// <remarks>
/// A browser that loads several pages at once, or whoever sends an old cookie again and again, would otherwise cost
/// one durable write of the same row and one encryption with each request.
/// </remarks>
public sealed class Renewals(IMemoryCache cache, TimeProvider clock)
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);

    /// <summary>Whether this request's answer carries a new cookie.</summary>
    public bool IsDue(CookieSlidingExpirationContext context)
    {
        if (context.ElapsedTime <= After || context.Principal?.SessionId() is not { } session)
        {
            return false;
        }

        var key = (nameof(Renewals), session);
        var now = clock.GetUtcNow();
        // Half of the idle time gone: that cookie may be all the browser has.
        if (context.RemainingTime > context.ElapsedTime && cache.TryGetValue(key, out DateTimeOffset last) && now - last < Apart)
        {
            return false;
        }

        cache.Set(key, now, TimeSpan.FromMinutes(1));
        return true;
    }
}
