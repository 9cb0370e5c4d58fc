using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Reads accounts and posts for administrators: their own organisation's, or everybody's for a system administrator.</summary>
public sealed class UserDirectory(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Accounts on one page.</summary>
    public const int PageSize = 50;

    /// <summary>How long before being disabled an account is listed as going dormant.</summary>
    public static readonly TimeSpan DormantWarning = TimeSpan.FromDays(14);

    private DateTimeOffset Now => clock.GetUtcNow();

    private DateOnly Today => London.Day(Now);

    /// <summary>One page of accounts, filtered and sorted by the database.</summary>
    public async Task<UserPage> ListAsync(Actor actor, UserFilter filter, int page, CancellationToken cancel)
    {
        var dormantFrom = Now - TimeSpan.FromDays(await OfficeSetting.DormantDays.ReadAsync(db, cancel)) + DormantWarning;
        var query = filter.Sorted(filter.Narrow(Within(actor), db, Today, Now, dormantFrom));
        var count = await query.CountAsync(cancel);
        var users = await query
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(user => new UserLine(
                user.Id,
                user.DisplayName,
                user.Email!,
                user.Enabled,
                user.PasswordHash == null && !db.UserPasskeys.Any(key => key.UserId == user.Id),
                user.LastSignInAt,
                (user.LastSignInAt ?? user.ActiveSince) <= dormantFrom,
                db.UserPasskeys.Any(key => key.UserId == user.Id) ? "Passkey"
                    : user.TwoFactorEnabled ? "Authenticator app"
                    : "None"
            ))
            .AsNoTracking()
            .ToListAsync(cancel);
        var ids = users.ConvertAll(user => user.Id);
        var posts = await PostsAsync(actor, post => ids.Contains(post.UserId), cancel);
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"users: {users.Count}", request.Id, Now));
        return new(users, posts.ToLookup(line => line.Post.UserId), count);
    }

    /// <summary>Accounts that wait for a second administrator's word, as far as this one reaches; one line for the page that shows them.</summary>
    public async Task<IReadOnlyDictionary<Guid, User>> WaitingAsync(
        Actor actor,
        IReadOnlyList<Guid> resets,
        int grants,
        CancellationToken cancel
    )
    {
        var found = await Within(actor).Where(user => resets.Contains(user.Id)).AsNoTracking().ToDictionaryAsync(user => user.Id, cancel);
        await journal.WriteAsync(
            AuditEntry.By(actor, AuditAction.Listed, $"posts that wait: {grants}, resets {found.Count}", request.Id, Now)
        );
        return found;
    }

    /// <summary>One account with its posts; null when it is out of this administrator's reach.</summary>
    public async Task<UserDetail?> FindAsync(Actor actor, Guid userId, CancellationToken cancel)
    {
        var user = await Within(actor).AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, cancel);
        if (user is null)
        {
            return null;
        }

        var posts = await PostsAsync(actor, post => post.UserId == userId, cancel);
        var passkey = await db.UserPasskeys.AnyAsync(key => key.UserId == userId, cancel);
        var history = await db
            .AdminChanges.Where(row => row.UserId == userId)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Take(200)
            .AsNoTracking()
            .ToListAsync(cancel);
        var reached = posts.Select(line => line.Post.OrganisationId).ToHashSet();
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"user {userId}", request.Id, Now));
        return new(
            user,
            posts,
            user.PasswordHash is null && !passkey,
            passkey ? "Passkey"
                : user.TwoFactorEnabled ? "Authenticator app"
                : "None",
            [.. history.Where(row => actor.IsSystem() || row.OrganisationId is null || reached.Contains(row.OrganisationId.Value))],
            Elsewhere: await db.Posts.CountAsync(post => post.UserId == userId, cancel) - posts.Count
        );
    }

    /// <summary>Posts in force that nobody has confirmed in this quarter, the longest unconfirmed first.</summary>
    public async Task<List<PostLine>> ToConfirmAsync(Actor actor, CancellationToken cancel)
    {
        var quarter = new DateOnly(Today.Year, (((Today.Month - 1) / 3) * 3) + 1, 1);
        var posts = await PostsAsync(
            actor,
            post =>
                post.StartsOn < quarter
                && (post.EndsOn == null || post.EndsOn >= Today)
                && (post.ConfirmedOn == null || post.ConfirmedOn < quarter)
                && post.UserId != actor.UserId,
            cancel
        );
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"posts to confirm: {posts.Count}", request.Id, Now));
        return [.. posts.OrderBy(line => line.Post.ConfirmedOn ?? line.Post.StartsOn).ThenBy(line => line.Person)];
    }

    /// <summary>Senior colleagues who could take over what waits for a post.</summary>
    public Task<List<PostLine>> SuccessorsAsync(Actor actor, Post post, CancellationToken cancel) =>
        PostsAsync(
            actor,
            row =>
                row.Senior
                && row.Id != post.Id
                && row.OrganisationId == post.OrganisationId
                && row.StartsOn <= Today
                && (row.EndsOn == null || row.EndsOn >= Today),
            cancel
        );

    /// <summary>Organisations at which this administrator may give posts.</summary>
    public Task<List<Organisation>> OrganisationsAsync(Actor actor, CancellationToken cancel) =>
        Reached(actor)
            .Where(row => row.ClosesOn == null || row.ClosesOn >= Today)
            .OrderBy(row => row.Name)
            .AsNoTracking()
            .ToListAsync(cancel);

    private IQueryable<Organisation> Reached(Actor actor) =>
        actor.IsSystem()
            ? db.Organisations
            : db.Organisations.Where(row => row.Id == actor.OrganisationId || row.PartOfId == actor.OrganisationId);

    private IQueryable<User> Within(Actor actor) =>
        actor.IsSystem()
            ? db.Users
            : db.Users.Where(user =>
                db.Posts.Any(post => post.UserId == user.Id && Reached(actor).Any(row => row.Id == post.OrganisationId))
            );

    private async Task<List<PostLine>> PostsAsync(
        Actor actor,
        System.Linq.Expressions.Expression<Func<Post, bool>> which,
        CancellationToken cancel
    )
    {
        var rows = await db
            .Posts.Where(which)
            .Join(
                Reached(actor),
                post => post.OrganisationId,
                organisation => organisation.Id,
                (post, organisation) => new { post, organisation }
            )
            .Join(
                db.Users,
                pair => pair.post.UserId,
                user => user.Id,
                (pair, user) =>
                    new
                    {
                        pair.post,
                        pair.organisation,
                        user.DisplayName,
                        user.Enabled,
                    }
            )
            .OrderByDescending(row => row.post.EndsOn == null)
            .ThenByDescending(row => row.post.StartsOn)
            .AsNoTracking()
            .ToListAsync(cancel);
        return [.. rows.Select(row => new PostLine(row.post, row.organisation, row.DisplayName, row.Enabled, Today))];
    }
}

/// <summary>One account in a list.</summary>
public sealed record UserLine(
    Guid Id,
    string Name,
    string Email,
    bool Enabled,
    bool Invited,
    DateTimeOffset? LastSignInAt,
    bool Dormant,
    string Factor
);

/// <summary>One page of accounts with the posts of each.</summary>
public sealed record UserPage(IReadOnlyList<UserLine> Users, ILookup<Guid, PostLine> Posts, int Count);

/// <summary>A post with where it is and who holds it.</summary>
public sealed record PostLine(Post Post, Organisation Organisation, string Person, bool Enabled, DateOnly Today)
{
    public string State =>
        Post.EndedAt is { } ended ? $"ended {London.Show(ended)}"
        : Post.EndsOn < Today ? $"ended after {London.Show(Post.EndsOn.Value)}"
        : Post.StartsOn > Today ? $"from {London.Show(Post.StartsOn)}"
        : Post.EndsOn is { } last ? $"until {London.Show(last)}"
        : "in force";

    public bool IsOver => Post.IsOver(Today);

    public string Words => RoleNames.Of(Post.Role) + (Post.Senior ? ", senior" : "") + (Post.Urgent ? ", urgent" : "");
}

/// <summary>One account as its administrator sees it.</summary>
public sealed record UserDetail(
    User User,
    IReadOnlyList<PostLine> Posts,
    bool Invited,
    string Factor,
    IReadOnlyList<AdminChange> History,
    int Elsewhere
);
