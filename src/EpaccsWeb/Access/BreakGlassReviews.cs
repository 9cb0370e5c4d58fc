using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Every use of break-glass is judged by a privacy officer, and only a privacy officer takes it from a user.</summary>
public sealed class BreakGlassReviews(EpaccsDbContext db, RequestIdentity request, TimeProvider clock)
{
    /// <summary>How a user stands, for the page that is about to let them in. Asks nothing about any person.</summary>
    public Task<BreakGlassStanding> StandingAsync(Guid userId, CancellationToken cancel) =>
        db
            .Database.SqlQuery<BreakGlassStanding>(
                $"""
                select unreviewed as "Unreviewed", suspended as "Suspended" from break_glass_standing({userId})
                """
            )
            .SingleAsync(cancel);

    /// <summary>Adds a mail to every privacy officer, to be saved with the use that calls for it. It names nobody.</summary>
    public async Task AlertAsync(EpaccsDbContext together, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = London.Day(now);
        var addresses = await db
            .Posts.Where(post =>
                post.Role == Role.PrivacyOfficer && post.StartsOn <= today && (post.EndsOn == null || post.EndsOn >= today)
            )
            .Join(db.Users, post => post.UserId, user => user.Id, (_, user) => user)
            .Where(user => user.Enabled && user.Email != null)
            .Select(user => user.Email!)
            .Distinct()
            .ToListAsync(cancel);
        together.AddRange(addresses.Select(address => OutboxMail.ToPrivacyOfficer(address, request.Id, now)));
    }

    /// <summary>Gives a verdict; false when the use is not there or has one already.</summary>
    public async Task<bool> ReviewAsync(Guid useId, ReviewVerdict verdict, string? words, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        var whose = await db
            .Database.SqlQuery<Guid>(
                $"""
                select patient_id as "Value" from relationships used
                where used.id = {useId} and used.source in ('break-glass', 'caring-now')
                  and not exists (select from break_glass_reviews review where review.relationship_id = used.id)
                """
            )
            .ToListAsync(cancel);
        if (whose.Count == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        db.Add(
            new BreakGlassReview
            {
                Id = Guid.CreateVersion7(now),
                RelationshipId = useId,
                Verdict = verdict,
                Words = words,
                At = now,
                ByUserId = actor.UserId,
                By = actor.NameAndRole,
            }
        );
        db.Add(AuditEntry.By(actor, AuditAction.BreakGlassReviewed, Slug.Of(verdict), request.Id, now, whose[0]));
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException twice) when (twice.IsDuplicate())
        {
            return false;
        }
    }

    /// <summary>Takes break-glass from a user, or gives it back, with a reason; false when it stands so already.</summary>
    public async Task<bool> SuspendAsync(Guid userId, bool suspends, string reason, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // One decision at a time for each user, so that of two who decide alike the second learns of the first.
        await db.Database.SqlQuery<Guid>($"""select id as "Value" from users where id = {userId} for no key update""").ToListAsync(cancel);
        if ((await StandingAsync(userId, cancel)).Suspended == suspends)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        db.Add(
            new BreakGlassSuspension
            {
                Id = Guid.CreateVersion7(now),
                UserId = userId,
                Suspends = suspends,
                Reason = reason,
                At = now,
                ByUserId = actor.UserId,
                By = actor.NameAndRole,
            }
        );
        var action = suspends ? AuditAction.BreakGlassSuspended : AuditAction.BreakGlassAllowedAgain;
        db.Add(AuditEntry.By(actor, action, $"user {userId}", request.Id, now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>What was done to a user's break-glass, newest first.</summary>
    public async Task<IReadOnlyList<BreakGlassSuspension>> SuspensionsAsync(Guid userId, CancellationToken cancel) =>
        await db.Set<BreakGlassSuspension>()
            .AsNoTracking()
            .Where(row => row.UserId == userId)
            .OrderByDescending(row => row.At)
            .ToListAsync(cancel);

    private static void Require(Actor actor)
    {
        if (!actor.Has(Permission.Audit))
        {
            throw new AccessDeniedException("This post judges no emergency access.");
        }
    }
}
