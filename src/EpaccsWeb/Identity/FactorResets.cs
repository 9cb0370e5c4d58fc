using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Identity;

/// <summary>Takes a lost second factor away, which needs two administrators. The user then chooses a new one with the passphrase.</summary>
public sealed class FactorResets(
    UserManager<User> users,
    EpaccsDbContext db,
    SecondFactors factors,
    Sessions sessions,
    Invitations invitations,
    AccountMail mail,
    RequestIdentity request,
    TimeProvider clock
)
{
    private const string WaitsAlready = "A reset for this account waits for a second person already.";

    private static readonly TimeSpan OpenFor = TimeSpan.FromDays(1);

    /// <summary>The requests that wait for a second person.</summary>
    public Task<List<FactorReset>> WaitingAsync(CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - OpenFor;
        return db
            .FactorResets.Where(row => row.DecidedAt == null && row.AskedAt > since)
            .OrderBy(row => row.AskedAt)
            .AsNoTracking()
            .ToListAsync(cancel);
    }

    /// <summary>Asks for a reset; null when it now waits, else why not.</summary>
    public async Task<string?> AskAsync(Guid userId, string? reason, Actor by, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            return "Say how you made sure that it is really this person, such as a call back to a known number (at most 500 characters).";
        }

        if (await WhyNotAsync(userId, by, cancel) is { } problem)
        {
            return problem;
        }

        var (now, old) = (clock.GetUtcNow(), clock.GetUtcNow() - OpenFor);
        if (await db.FactorResets.SingleOrDefaultAsync(row => row.UserId == userId && row.DecidedAt == null, cancel) is { } earlier)
        {
            if (earlier.AskedAt > old)
            {
                return WaitsAlready;
            }

            (earlier.DecidedAt, earlier.DecidedBy) = (now, by.UserId);
            await db.SaveChangesAsync(cancel);
        }

        db.Add(
            new FactorReset
            {
                Id = Guid.CreateVersion7(now),
                UserId = userId,
                AskedBy = by.UserId,
                AskedAt = now,
                Reason = reason.Trim(),
            }
        );
        db.Add(AuditEntry.By(by, AuditAction.FactorResetAsked, $"account {userId}", request.Id, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return WaitsAlready;
        }
    }

    /// <summary>A second person agrees or refuses; null when done, else why not.</summary>
    public async Task<string?> DecideAsync(Guid resetId, bool approve, Actor by, CancellationToken cancel)
    {
        var (now, since) = (clock.GetUtcNow(), clock.GetUtcNow() - OpenFor);
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        var reset = (
            await db
                .FactorResets.FromSql(
                    $"select * from factor_resets where id = {resetId} and decided_at is null and asked_at > {since} for update"
                )
                .ToListAsync(cancel)
        ).SingleOrDefault();
        if (reset is null || await users.FindByIdAsync(reset.UserId.ToString()) is not { } user)
        {
            return "This request has been decided already, or is older than a day.";
        }

        if (reset.AskedBy == by.UserId)
        {
            return "Somebody else than the one who asked must decide.";
        }

        if (await WhyNotAsync(reset.UserId, by, cancel) is { } problem)
        {
            return problem;
        }

        (reset.DecidedBy, reset.DecidedAt, reset.Approved) = (by.UserId, now, approve);
        var verdict = approve ? "approved" : "refused";
        db.Add(AuditEntry.By(by, AuditAction.FactorResetDecided, $"account {user.Id}: {verdict}", request.Id, now));
        if (approve)
        {
            user.SecurityStamp = Guid.NewGuid().ToString("N");
            await sessions.EndAllAsync(user.Id, except: null, cancel);
            await factors.ClearAsync(user);
            mail.Tell(
                user,
                "Your second factor was taken away",
                "Two administrators took your second factor away because it was reported lost."
            );
            await invitations.RenewAsync(user, InvitationPurpose.Factor, by, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Never one's own; an organisation's administrator only for people of that organisation who administer nothing.</summary>
    private async Task<string?> WhyNotAsync(Guid userId, Actor by, CancellationToken cancel)
    {
        if (userId == by.UserId)
        {
            return "Nobody resets their own second factor.";
        }

        if (!by.Has(Permission.Accounts))
        {
            return "Only administrators can do this.";
        }

        if (by.Role is Role.SystemAdministrator)
        {
            return null;
        }

        var today = London.Day(clock.GetUtcNow());
        var posts = await db
            .Posts.Where(post => post.UserId == userId && (post.EndsOn == null || post.EndsOn >= today))
            .Select(post => new { post.OrganisationId, post.Role })
            .ToListAsync(cancel);
        return
            posts.Exists(post => post.OrganisationId == by.OrganisationId)
            && !posts.Exists(post => post.Role is Role.SystemAdministrator or Role.PrivacyOfficer)
            ? null
            : "This person is not one of your organisation, or administers the system.";
    }
}
