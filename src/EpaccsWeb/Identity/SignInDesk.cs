using System.Globalization;
using System.Security.Claims;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity;

/// <summary>Signs people in and out, and lets them choose the post they work in.</summary>
public sealed class SignInDesk(
    UserManager<User> users,
    EpaccsDbContext db,
    AuditJournal journal,
    RequestIdentity request,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    /// <summary>Claim that holds the security stamp; a changed stamp ends the session.</summary>
    public const string Stamp = "epaccs:stamp";

    /// <summary>Failed tries in a row that lock an account, whatever the address or cookies.</summary>
    private const int MostTries = 10;

    private static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    private static readonly User Nobody = new() { DisplayName = "nobody" };

    /// <summary>A hash to compare unknown names with, so that they take as long as known ones.</summary>
    private static readonly string NobodysHash = new PasswordHasher<User>().HashPassword(Nobody, Guid.NewGuid().ToString());

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("There is no web request.");

    /// <summary>Signs in with the only post, or the first of several. False says no more than that it failed.</summary>
    public async Task<bool> SignInAsync(string email, string passphrase, CancellationToken cancel)
    {
        var user = await users.FindByEmailAsync(email);
        if (user is null)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, passphrase);
            return await FailedAsync(null);
        }

        // The try is counted before the hash is compared, so that many at once do not slip past the limit. The hash is
        // compared even when locked, so that a locked account takes as long to answer as any other.
        var allowed = await ReserveTryAsync(user.Id, cancel);
        var right = await users.CheckPasswordAsync(user, passphrase);
        var posts = await PostsAsync(user.Id, cancel);
        if (!allowed || !right || !user.Enabled || posts.Count == 0)
        {
            return await FailedAsync(user);
        }

        await ForgetTriesAsync(user.Id, cancel);
        await StartSessionAsync(user, posts[0], clock.GetUtcNow());
        await journal.WriteAsync(AuditEntry.By(posts[0], AuditAction.SignedIn, "passphrase", request.Id, clock.GetUtcNow()));
        return true;
    }

    /// <summary>The posts of a user that are in force today, as actors.</summary>
    public async Task<List<Actor>> PostsAsync(Guid userId, CancellationToken cancel)
    {
        var today = London.Day(clock.GetUtcNow());
        var rows = await db
            .Posts.Where(post => post.UserId == userId && post.StartsOn <= today && (post.EndsOn == null || post.EndsOn >= today))
            .Join(
                db.Organisations,
                post => post.OrganisationId,
                organisation => organisation.Id,
                (post, organisation) => new { post, organisation.Name }
            )
            .Join(
                db.Users,
                row => row.post.UserId,
                user => user.Id,
                (row, user) =>
                    new
                    {
                        row.post,
                        row.Name,
                        user.DisplayName,
                    }
            )
            .AsNoTracking()
            .OrderBy(row => row.post.StartsOn)
            .ThenBy(row => row.Name)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new Actor(
                userId,
                row.DisplayName,
                row.post.Id,
                row.post.Role,
                row.post.OrganisationId,
                row.Name,
                row.post.Senior,
                row.post.Urgent
            )),
        ];
    }

    /// <summary>Makes another post of the signed-in person the active one. The twelve hours run on.</summary>
    public async Task<bool> ChoosePostAsync(Guid postId, CancellationToken cancel)
    {
        var current = Http.User.RequireActor();
        var chosen = (await PostsAsync(current.UserId, cancel)).Find(post => post.PostId == postId);
        if (chosen is null || await users.FindByIdAsync(current.UserId.ToString()) is not { } user)
        {
            return false;
        }

        await StartSessionAsync(user, chosen, Http.User.SignedInSince() ?? clock.GetUtcNow());
        await journal.WriteAsync(AuditEntry.By(chosen, AuditAction.PostChosen, "post", request.Id, clock.GetUtcNow()));
        return true;
    }

    public async Task SignOutAsync()
    {
        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
        if (Http.User.ToActor() is { } actor)
        {
            await journal.WriteAsync(AuditEntry.By(actor, AuditAction.SignedOut, "sign-out", request.Id, clock.GetUtcNow()));
        }
    }

    /// <summary>Counts one more try; false while the account is locked, which the tenth try in a row makes it for 15 minutes.</summary>
    private async Task<bool> ReserveTryAsync(Guid userId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var until = now + LockedFor;
        var counted = await db
            .Database.SqlQuery<int>(
                $"""
                update users set access_failed_count = case when access_failed_count >= {MostTries} then 1 else access_failed_count + 1 end,
                                 lockout_end = case when access_failed_count + 1 = {MostTries} then {until} else null end
                where id = {userId} and (lockout_end is null or lockout_end <= {now}) returning access_failed_count as "Value"
                """
            )
            .ToListAsync(cancel);
        return counted.Count > 0;
    }

    private Task ForgetTriesAsync(Guid userId, CancellationToken cancel) =>
        db
            .Database.SqlQuery<int>(
                $"update users set access_failed_count = 0, lockout_end = null where id = {userId} returning access_failed_count as \"Value\""
            )
            .ToListAsync(cancel);

    private Task StartSessionAsync(User user, Actor actor, DateTimeOffset since)
    {
        var now = clock.GetUtcNow();
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new(ClaimTypes.Name, user.DisplayName),
                new(Stamp, user.SecurityStamp ?? string.Empty),
                new(SignedIn.Since, since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                .. SignedIn.Claims(actor),
            ],
            IdentityConstants.ApplicationScheme
        );
        return Http.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddMinutes(actor.Urgent ? 30 : 15) }
        );
    }

    private async Task<bool> FailedAsync(User? user)
    {
        var now = clock.GetUtcNow();
        await journal.WriteAsync(
            new AuditEntry
            {
                At = now,
                Action = AuditAction.SignInFailed,
                Detail = user is null ? "unknown name" : "known name",
                UserId = user?.Id,
                RequestId = request.Id,
            }
        );
        return false;
    }
}
