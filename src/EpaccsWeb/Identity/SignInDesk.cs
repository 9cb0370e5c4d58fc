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
    Sessions sessions,
    SecondFactors factors,
    Passphrases passphrases,
    Guesses guesses,
    SignInSettings settings,
    AuditJournal journal,
    RequestIdentity request,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    /// <summary>Stands in for names that nobody has, so that the same questions are asked of the database.</summary>
    private static readonly User Nobody = new() { DisplayName = "nobody" };

    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("There is no web request.");

    /// <summary>Signs in by passphrase, as far as it goes: whoever has a second factor must show it next.</summary>
    /// <remarks>The same work is done for every name, known or not, so that the time says nothing either.</remarks>
    public async Task<SignInOutcome> SignInAsync(string email, string passphrase, CancellationToken cancel)
    {
        if (guesses.FromAddress(Http.Address(), TriedFromAddress.Passphrase) is not { } from)
        {
            return SignInOutcome.TooMany;
        }

        var one = await guesses.ForNameAsync(email, cancel);
        var user = await users.FindByEmailAsync(email);
        var right = await passphrases.IsRightAsync(user, passphrase, cancel);
        var posts = await PostsAsync(user?.Id ?? Guid.Empty, cancel);
        var shown = await factors.KindsAsync(user ?? Nobody);
        if (right is null)
        {
            return SignInOutcome.Busy;
        }

        var needsFactor = settings.RequireSecondFactor || shown is not FactorKinds.None;
        if (
            one is null
            || right is false
            || user is not { Enabled: true }
            || posts.Count == 0
            || (needsFactor && shown is FactorKinds.None)
        )
        {
            await FailedAsync(user, user is null ? "unknown name" : "known name");
            return SignInOutcome.Refused;
        }

        await guesses.ForgiveAsync(one, from, cancel);
        if (needsFactor)
        {
            await HalfSignedIn.StartAsync(Http, user, clock.GetUtcNow());
            return SignInOutcome.NeedsFactor;
        }

        await sessions.StartAsync(user, posts[0], "passphrase", factorAt: null, cancel);
        return posts.Count == 1 ? SignInOutcome.SignedIn : SignInOutcome.ChoosePost;
    }

    /// <summary>Whether this browser's passphrase was right a moment ago.</summary>
    public async Task<bool> IsHalfSignedInAsync() => await HalfSignedIn.ReadAsync(Http, users) is not null;

    /// <summary>The other half of a sign-in by passphrase: a code of the app, or a recovery code.</summary>
    public async Task<SignInOutcome> FinishAsync(string code, CancellationToken cancel)
    {
        if (await HalfSignedIn.ReadAsync(Http, users) is not { Enabled: true } user)
        {
            return SignInOutcome.Expired;
        }

        if (guesses.FromAddress(Http.Address(), TriedFromAddress.Passphrase) is not { } from)
        {
            return SignInOutcome.TooMany;
        }

        var one = await guesses.ForNameAsync(user.Email!, cancel);
        var how = one is null ? null : await factors.UseCodeAsync(user, code, cancel);
        var posts = await PostsAsync(user.Id, cancel);
        if (how is null || posts.Count == 0)
        {
            await FailedAsync(user, "second factor");
            return SignInOutcome.Refused;
        }

        await guesses.ForgiveAsync(one!, from, cancel);
        return await EnterAsync(user, posts, how, cancel);
    }

    /// <summary>Signs in by passkey, which is two factors in one: the device, and the finger, face or number that opens it.</summary>
    /// <remarks>It cannot be guessed, so that no number of failed tries shuts anybody out.</remarks>
    public async Task<SignInOutcome> SignInByPasskeyAsync(string credential, CancellationToken cancel)
    {
        var user = await factors.UsePasskeyAsync(credential);
        var posts = user is null ? [] : await PostsAsync(user.Id, cancel);
        if (user is { Enabled: true } && posts.Count > 0)
        {
            return await EnterAsync(user, posts, "passkey", cancel);
        }

        if (user is not null || guesses.FromAddress(Http.Address(), TriedFromAddress.Passkey) is not null)
        {
            await FailedAsync(user, "passkey");
        }

        return SignInOutcome.Refused;
    }

    /// <summary>Whoever opened the account or changed what was asked is signed in at once.</summary>
    public async Task<SignInOutcome> EnterAsync(User user, List<Actor> posts, string how, CancellationToken cancel)
    {
        await HalfSignedIn.EndAsync(Http);
        await sessions.StartAsync(user, posts[0], how, clock.GetUtcNow(), cancel);
        return posts.Count == 1 ? SignInOutcome.SignedIn : SignInOutcome.ChoosePost;
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

        await sessions.RenewAsync(user, chosen);
        await journal.WriteAsync(AuditEntry.By(chosen, AuditAction.PostChosen, "post", request.Id, clock.GetUtcNow()));
        return true;
    }

    /// <summary>Ends the session on every node, and has the browser forget what it keeps.</summary>
    public async Task SignOutAsync(CancellationToken cancel)
    {
        await Http.SignOutAsync(IdentityConstants.ApplicationScheme);
        await HalfSignedIn.EndAsync(Http);
        Http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        if (Http.User.ToActor() is { } actor)
        {
            if (Http.User.SessionId() is { } own && await sessions.TryEndUnwrittenAsync(actor, own, cancel))
            {
                return;
            }

            if (Http.User.SessionId() is { } id && await db.Sessions.FindAsync([id], cancel) is { EndedAt: null } session)
            {
                session.EndedAt = clock.GetUtcNow();
            }

            db.Add(AuditEntry.By(actor, AuditAction.SignedOut, "sign-out", request.Id, clock.GetUtcNow()));
            await db.SaveChangesAsync(cancel);
        }
    }

    private Task FailedAsync(User? user, string how) =>
        journal.WriteAsync(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Action = AuditAction.SignInFailed,
                Detail = how,
                UserId = user?.Id,
                RequestId = request.Id,
            }
        );
}

/// <summary>How far a sign-in came.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>Signed in; the person holds several posts and chooses one.</summary>
    ChoosePost,

    /// <summary>The passphrase was right; the second factor is asked for next.</summary>
    NeedsFactor,

    /// <summary>No more is said: wrong, unknown, disabled and locked are one answer.</summary>
    Refused,

    /// <summary>The half of the sign-in that was done is too old.</summary>
    Expired,

    /// <summary>Too many failed tries of a passphrase from this address.</summary>
    TooMany,

    /// <summary>Too many people are signing in at this moment.</summary>
    Busy,
}
