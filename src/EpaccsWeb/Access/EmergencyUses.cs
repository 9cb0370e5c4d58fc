using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The privacy officer's lists: break-glass to be judged and judged, "caring now" that is flagged or sampled.</summary>
public sealed class EmergencyUses(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Uses on one page.</summary>
    public const int PageSize = 25;

    /// <summary>Lists go back so far; what waits for a verdict is never dropped.</summary>
    private const int Days = 90;

    /// <summary>One page of a list.</summary>
    public async Task<UsePage> ReadAsync(UseList list, int page, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        var query = Of(list);
        var count = await query.CountAsync(cancel);
        var ordered = list is UseList.Waiting ? query.OrderBy(use => use.StartedAt) : query.OrderByDescending(use => use.StartedAt);
        var uses = await ordered.ThenBy(use => use.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        await WriteAsync(actor, $"{Slug.Of(list)}: {uses.Count} of {count}", uses);
        return new(uses, count);
    }

    /// <summary>One use, to be judged; null when there is none by that key.</summary>
    public async Task<EmergencyUse?> FindAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        var use = await All().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (use is not null)
        {
            await WriteAsync(actor, "one use", [use]);
        }

        return use;
    }

    private IQueryable<EmergencyUse> Of(UseList list)
    {
        var since = clock.GetUtcNow().AddDays(-Days);
        return list switch
        {
            UseList.Waiting => All().Where(use => use.Source == "break-glass" && use.Verdict == null),
            UseList.Judged => All().Where(use => use.Verdict != null && use.StartedAt > since),
            UseList.Flagged => All()
                .Where(use =>
                    use.Source == "caring-now"
                    && use.Verdict == null
                    && use.StartedAt > since
                    && (use.Often || use.SameSurname || use.OwnRecord || use.SamePostcode)
                ),
            _ => All()
                .Where(use =>
                    use.Source == "caring-now"
                    && use.Verdict == null
                    && use.StartedAt > since
                    && use.Sampled
                    && !use.Often
                    && !use.SameSurname
                    && !use.OwnRecord
                    && !use.SamePostcode
                ),
        };
    }

    private IQueryable<EmergencyUse> All() =>
        db.Database.SqlQuery<EmergencyUse>(
            $"""
            select id as "Id", source as "Source", started_at as "StartedAt", ends_at as "EndsAt", started_by as "StartedBy", reason as "Reason",
                   user_id as "UserId", who as "Who", patient_id as "PersonId", nhs_number as "NhsNumber", verdict as "Verdict", words as "Words",
                   reviewed_at as "ReviewedAt", reviewed_by as "ReviewedBy", often as "Often", same_surname as "SameSurname",
                   own_record as "OwnRecord", sampled as "Sampled", same_postcode as "SamePostcode"
            from emergency_uses
            """
        );

    private Task WriteAsync(Actor actor, string what, IEnumerable<EmergencyUse> uses) =>
        journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.AuditViewed, $"emergency access {what}", request.Id, clock.GetUtcNow())
                .About(uses.Select(use => use.PersonId))
        );

    private static void Require(Actor actor)
    {
        if (!actor.Has(Permission.Audit))
        {
            throw new AccessDeniedException("This post judges no emergency access.");
        }
    }
}

/// <summary>The lists of uses.</summary>
public enum UseList
{
    Waiting,
    Flagged,
    Sampled,
    Judged,
}

/// <summary>One use of break-glass or "caring now", and what was thought of it.</summary>
/// <param name="Often">More than twenty within the twelve hours before it.</param>
/// <param name="SameSurname">The user's surname is the person's.</param>
/// <param name="OwnRecord">The user's name is the person's.</param>
/// <param name="Sampled">One in ten, drawn from the key, so that nobody knows beforehand.</param>
/// <param name="SamePostcode">The user has said that they live at the person's postcode, which counts as the same address.</param>
public sealed record EmergencyUse(
    Guid Id,
    string Source,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndsAt,
    string StartedBy,
    string? Reason,
    Guid UserId,
    string? Who,
    Guid PersonId,
    string NhsNumber,
    string? Verdict,
    string? Words,
    DateTimeOffset? ReviewedAt,
    string? ReviewedBy,
    bool Often,
    bool SameSurname,
    bool OwnRecord,
    bool Sampled,
    bool SamePostcode
)
{
    public DateOnly DueOn => BreakGlassReview.DueOn(StartedAt);

    /// <summary>The chosen reason in words, and what was typed beside it.</summary>
    public string ReasonWords
    {
        get
        {
            var parts = (Reason ?? string.Empty).Split(": ", 2);
            var chosen = Slug.Parse<BreakGlassReason>(parts[0]) is { } reason ? RoleNames.Of(reason) : parts[0];
            return parts.Length == 2 ? $"{chosen}: {parts[1]}" : chosen;
        }
    }

    public IEnumerable<string> Flags
    {
        get
        {
            if (OwnRecord)
            {
                yield return "Perhaps their own record";
            }
            else if (SameSurname)
            {
                yield return "Same surname";
            }

            if (SamePostcode)
            {
                yield return "Lives at the same postcode";
            }

            if (Often)
            {
                yield return "More than 20 in a shift";
            }
        }
    }
}

/// <summary>One page of uses, and how many there are in all.</summary>
public sealed record UsePage(IReadOnlyList<EmergencyUse> Uses, int Count);
