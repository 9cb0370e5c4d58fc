using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity;

/// <summary>A post that an invited person will hold.</summary>
public sealed record NewPost(Guid OrganisationId, Role Role, bool Senior, bool Urgent, DateOnly StartsOn, DateOnly? EndsOn = null);

/// <summary>How inviting somebody ended.</summary>
public abstract record InviteOutcome
{
    /// <summary>The link is in the mail; it is given here for an operator at the console only.</summary>
    public sealed record Sent(Guid UserId, string Link) : InviteOutcome;

    /// <summary>Nothing was made; the sentence belongs to the field Email, Name or Posts.</summary>
    public sealed record Refused(string Field, string Sentence) : InviteOutcome;
}

/// <summary>Makes accounts by invitation: the link goes by mail, and only its receiver chooses passphrase and factor.</summary>
/// <remarks>Joins the caller's transaction when there is one. Who may invite whom is the caller's to decide.</remarks>
public sealed class Invitations(
    EpaccsDbContext db,
    AccountMail mail,
    SignInSettings settings,
    RequestIdentity request,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    /// <summary>Where a link for a new passphrase leads, up to its secret.</summary>
    public const string PassphrasePage = "/account/new-passphrase/";

    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan PassphraseLinkValidFor = TimeSpan.FromHours(1);

    /// <summary>Makes an account with its posts and sends the link.</summary>
    /// <param name="by">Null when the operator does it at the console.</param>
    public async Task<InviteOutcome> InviteAsync(
        string email,
        string name,
        IReadOnlyList<NewPost> posts,
        Actor? by,
        CancellationToken cancel
    )
    {
        if (LookAlikes.Problem(email) is { } problem)
        {
            return new InviteOutcome.Refused("Email", problem);
        }

        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 200)
        {
            return new InviteOutcome.Refused("Name", "Enter the name that colleagues know, of at most 200 characters.");
        }

        if (posts.Count == 0 || posts.Any(post => post.EndsOn < post.StartsOn))
        {
            return new InviteOutcome.Refused("Posts", posts.Count == 0 ? "Give at least one post." : "A post cannot end before it starts.");
        }

        var (address, skeleton) = (email.Trim(), LookAlikes.SkeletonOf(email));
        if (await db.Users.Where(row => row.Skeleton == skeleton).Select(row => row.Email).SingleOrDefaultAsync(cancel) is { } taken)
        {
            return new InviteOutcome.Refused(
                "Email",
                string.Equals(taken, address, StringComparison.OrdinalIgnoreCase)
                    ? "There is an account with this e-mail address already."
                    : "There is an account whose e-mail address looks like this one. Two that look alike are not allowed."
            );
        }

        var now = clock.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            DisplayName = name.Trim(),
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            Skeleton = skeleton,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        db.Add(user);
        db.AddRange(
            posts.Select(post => new Post
            {
                Id = Guid.CreateVersion7(now),
                UserId = user.Id,
                OrganisationId = post.OrganisationId,
                Role = post.Role,
                Senior = post.Senior,
                Urgent = post.Urgent,
                StartsOn = post.StartsOn,
                EndsOn = post.EndsOn,
            })
        );
        var link = Link(user, InvitationPurpose.Join, by);
        Audit(by, AuditAction.Invited, user.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new InviteOutcome.Sent(user.Id, link);
    }

    /// <summary>A new link for somebody who has not joined yet; those before it work no more. Null when they have.</summary>
    public async Task<string?> ResendAsync(Guid userId, Actor? by, CancellationToken cancel)
    {
        if (await db.Users.SingleOrDefaultAsync(row => row.Id == userId && row.PasswordHash == null, cancel) is not { } user)
        {
            return null;
        }

        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        var link = await RenewAsync(user, InvitationPurpose.Join, by, cancel);
        Audit(by, AuditAction.Invited, userId);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return link;
    }

    /// <summary>Makes every open link of somebody useless; false when there was none.</summary>
    public async Task<bool> RevokeAsync(Guid userId, Actor? by, CancellationToken cancel)
    {
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        if (!await RevokeOpenAsync(userId, purpose: null, cancel))
        {
            return false;
        }

        Audit(by, AuditAction.InvitationRevoked, userId);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>A link for a lost factor or a forgotten passphrase in place of those before it; saved with the caller's changes.</summary>
    /// <param name="begins">The link up to its secret, when it was asked for in a request that is over.</param>
    public async Task<string> RenewAsync(User user, InvitationPurpose purpose, Actor? by, CancellationToken cancel, string? begins = null)
    {
        await RevokeOpenAsync(user.Id, purpose, cancel);
        return Link(user, purpose, by, begins);
    }

    /// <summary>The invitation behind a link, with its user; null when it was used, revoked, is too old or never was.</summary>
    public async Task<(Invitation Invitation, User User)?> FindAsync(string token, CancellationToken cancel)
    {
        var (hash, now) = (HashOf(token), clock.GetUtcNow());
        var found = await db
            .Invitations.Where(row => row.TokenHash == hash && row.UsedAt == null && row.RevokedAt == null && row.ExpiresAt > now)
            .Join(db.Users.Where(user => user.Enabled), row => row.UserId, user => user.Id, (row, user) => new { row, user })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : (found.row, found.user);
    }

    /// <summary>Uses an invitation up inside the caller's transaction; false when another click was first.</summary>
    public async Task<bool> UseAsync(Invitation invitation, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var used = await db
            .Database.SqlQuery<int>(
                $"""
                update invitations set used_at = {now}
                where id = {invitation.Id} and used_at is null and revoked_at is null and expires_at > {now} returning 1 as "Value"
                """
            )
            .ToListAsync(cancel);
        return used.Count > 0;
    }

    private async Task<bool> RevokeOpenAsync(Guid userId, InvitationPurpose? purpose, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var open = await db
            .Invitations.Where(row =>
                row.UserId == userId
                && row.UsedAt == null
                && row.RevokedAt == null
                && row.ExpiresAt > now
                && (purpose == null || row.Purpose == purpose)
            )
            .ToListAsync(cancel);
        open.ForEach(row => row.RevokedAt = now);
        return open.Count > 0;
    }

    private string Link(User user, InvitationPurpose purpose, Actor? by, string? begins = null)
    {
        var now = clock.GetUtcNow();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            Purpose = purpose,
            TokenHash = HashOf(token),
            MadeAt = now,
            ExpiresAt = now + (purpose is InvitationPurpose.Passphrase ? PassphraseLinkValidFor : ValidFor),
            MadeBy = by?.UserId,
        };
        db.Add(invitation);
        var page = purpose is InvitationPurpose.Passphrase ? PassphrasePage : "/account/enrol/";
        var link = (begins ?? settings.Link(page, http.HttpContext?.Request)) + token;
        mail.SendLink(user, purpose, link, invitation.ExpiresAt);
        return link;
    }

    private void Audit(Actor? by, AuditAction action, Guid userId) =>
        db.Add(AuditEntry.By(by, action, $"account {userId}", request.Id, clock.GetUtcNow()));

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
