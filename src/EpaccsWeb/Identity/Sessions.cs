using System.Globalization;
using System.Security.Claims;
using EpaccsWeb.Access;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity;

/// <summary>Starts, lists and ends sessions. A session is a row that its cookie names, so that it can be ended from elsewhere.</summary>
public sealed partial class Sessions(
    EpaccsDbContext db,
    ServingMode mode,
    AuditSpool spool,
    EndedSessions ended,
    IHttpContextAccessor http,
    RequestIdentity request,
    TimeProvider clock
)
{
    /// <summary>A session ends this long after sign-in, however busy it is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("There is no web request.");

    /// <summary>How long a post may do nothing.</summary>
    public static TimeSpan Idle(Actor actor) => TimeSpan.FromMinutes(actor.Urgent ? 30 : 15);

    /// <summary>A new session with a new cookie; its audit line is in the same transaction.</summary>
    /// <param name="factorAt">When a second factor was shown; null when none was.</param>
    public async Task StartAsync(User user, Actor actor, string how, DateTimeOffset? factorAt, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            Id = Guid.NewGuid(),
            UserId = user.Id,
            PostId = actor.PostId,
            StartedAt = now,
            LastSeenAt = now,
            Browser = BrowserName.Of(Http.Request.Headers.UserAgent.ToString()),
        };
        var line = AuditEntry.By(actor, AuditAction.SignedIn, how, request.Id, now);
        if (await TrySpoolAsync(line, session, cancel))
        {
            await WriteCookieAsync(user, actor, session.Id, now, factorAt, unwritten: true);
            return;
        }

        db.Add(session);
        db.Add(line);
        user.LastSignInAt = now;
        await db.SaveChangesAsync(cancel);
        await WriteCookieAsync(user, actor, session.Id, now, factorAt);
    }

    /// <summary>The same session goes on with another post, a newer factor or a new security stamp.</summary>
    public Task RenewAsync(User user, Actor actor, DateTimeOffset? factorAt = null) =>
        WriteCookieAsync(
            user,
            actor,
            Http.User.SessionId() ?? throw new InvalidOperationException("Nobody is signed in."),
            Http.User.SignedInSince() ?? clock.GetUtcNow(),
            factorAt ?? Http.User.FactorAt(),
            Http.User.HasClaim(SignedIn.Unwritten, SignedIn.Unwritten)
        );

    /// <summary>The sessions of a user that may still be in use, newest first.</summary>
    public Task<List<Session>> OpenAsync(Guid userId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db
            .Sessions.Where(row =>
                row.UserId == userId
                && row.EndedAt == null
                && row.StartedAt > now - Longest
                && row.LastSeenAt > now - TimeSpan.FromMinutes(31)
            )
            .OrderByDescending(row => row.LastSeenAt)
            .AsNoTracking()
            .ToListAsync(cancel);
    }

    /// <summary>Ends one session of a user; true when it was still open.</summary>
    public async Task<bool> EndAsync(Guid userId, Guid sessionId, Actor by, CancellationToken cancel)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(
            row => row.Id == sessionId && row.UserId == userId && row.EndedAt == null,
            cancel
        );
        if (session is null)
        {
            return false;
        }

        session.EndedAt = clock.GetUtcNow();
        db.Add(AuditEntry.By(by, AuditAction.SessionEnded, "one session", request.Id, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Ends every session of a user except one; saved with whatever the caller saves.</summary>
    public async Task EndAllAsync(Guid userId, Guid? except, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (
            var session in await db
                .Sessions.Where(row => row.UserId == userId && row.EndedAt == null && row.Id != except)
                .ToListAsync(cancel)
        )
        {
            session.EndedAt = now;
        }
    }

    /// <summary>Notes that a session is in use; called when its cookie is renewed.</summary>
    public static async Task SeenAsync(IServiceProvider services, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (user.SessionId() is { } id && services.GetRequiredService<ServingMode>().Spell is null)
        {
            var (db, now) = (services.GetRequiredService<EpaccsDbContext>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            await db.AskAsync<int>($"update sessions set last_seen_at = {now} where id = {id} returning 1", cancel);
        }
    }

    private Task WriteCookieAsync(
        User user,
        Actor actor,
        Guid sessionId,
        DateTimeOffset since,
        DateTimeOffset? factorAt,
        bool unwritten = false
    )
    {
        var now = clock.GetUtcNow();
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new(ClaimTypes.Name, user.DisplayName),
            new(SignedIn.Stamp, user.SecurityStamp ?? string.Empty),
            new(SignedIn.Session, sessionId.ToString()),
            new(SignedIn.Since, Seconds(since)),
            .. SignedIn.Claims(actor),
        ];
        if (factorAt is { } shown)
        {
            claims.Add(new(SignedIn.Factor, Seconds(shown)));
        }

        if (unwritten)
        {
            claims.Add(new(SignedIn.Unwritten, SignedIn.Unwritten));
        }

        return Http.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Idle(actor) }
        );
    }

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>Names a browser and its machine in a few words.</summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Machines =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];

    public static string Of(string agent) => $"{Find(Browsers, agent) ?? "A browser"} on {Find(Machines, agent) ?? "an unknown machine"}";

    private static string? Find((string Mark, string Name)[] names, string agent) =>
        Array.Find(names, pair => agent.Contains(pair.Mark, StringComparison.Ordinal)).Name;
}
