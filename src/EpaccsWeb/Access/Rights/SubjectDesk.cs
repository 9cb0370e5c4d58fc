using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Domain.Terminology;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.Rights;

/// <summary>Requests for a copy of everything kept about one person: taken down by the office, signed off by a senior clinician of the holder.</summary>
public sealed partial class SubjectDesk(EpaccsDbContext db, RequestIdentity request, TimeProvider clock, IDataProtectionProvider protection)
{
    public const int PageSize = 20;

    /// <summary>Said alike when there is no such record and when it is not for this post to know.</summary>
    public const string NoRecord = "There is no record with this number that you could ask for.";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Requests that the post may see, what waits first; and how many there are. They name nobody who is cared for.</summary>
    public async Task<(IReadOnlyList<SubjectRequest> Rows, int Count)> ListAsync(Actor actor, int page, CancellationToken cancel)
    {
        var seen = Seen(actor);
        var rows = await seen.OrderBy(row => row.DecidedAt != null)
            .ThenByDescending(row => row.AskedAt)
            .ThenBy(row => row.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancel);
        return (rows, await seen.CountAsync(cancel));
    }

    /// <summary>One request with whom it is about; in the audit before anything is shown. Null when there is none for this post.</summary>
    public async Task<SubjectCase?> FindAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        if (await Seen(actor).SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } found)
        {
            return null;
        }

        var person = await PersonAsync(id, cancel);
        db.Add(Line(AuditAction.SubjectAccessSeen, found, actor));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return person is null ? null : new(found, person);
    }

    /// <summary>Takes a request down; the same form sent twice is one request.</summary>
    public async Task<SubjectAsked> AskAsync(NhsNumber number, SubjectAsking asking, Actor actor, CancellationToken cancel)
    {
        if (!SubjectRules.MayAsk(actor))
        {
            throw new AccessDeniedException("This post takes no requests down.");
        }

        db.Acting = RowContext.Rights(actor);
        var known = await db
            .Database.SqlQuery<RecordOfNumber>(
                $"""select record_id as "RecordId", holder as "Holder", died as "Died" from record_with_number({number.Digits})"""
            )
            .ToListAsync(cancel);
        if (known is not [var record])
        {
            db.Add(AuditEntry.By(actor, AuditAction.SubjectAccessAsked, "subject access: no such record", request.Id, Now));
            await db.SaveChangesAsync(cancel);
            return new(null, NoRecord);
        }

        if (SubjectRules.WhyNotFor(asking.Applicant, record.Died) is { } why)
        {
            db.Add(
                AuditEntry.By(actor, AuditAction.SubjectAccessAsked, "subject access: not taken down", request.Id, Now, record.RecordId)
            );
            await db.SaveChangesAsync(cancel);
            return new(null, why);
        }

        var asked = SubjectRequest.Ask(asking, record.RecordId, record.Holder, actor, Now);
        db.Add(asked);
        db.Add(Line(AuditAction.SubjectAccessAsked, asked, actor));
        try
        {
            await db.SaveChangesAsync(cancel);
            return new(asked.Id, null);
        }
        catch (DbUpdateException twice) when (twice.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            return new(
                await db
                    .SubjectRequests.Where(row => row.AskedById == actor.UserId && row.SubmitToken == asking.SubmitToken)
                    .Select(row => row.Id)
                    .SingleAsync(cancel),
                null
            );
        }
    }

    /// <summary>The copy; in the audit before its first byte leaves. Null when there is none for this post, or none any more.</summary>
    public async Task<byte[]?> FetchAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        if (
            await Seen(actor).SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } asked
            || !SubjectRules.MayFetch(asked, actor)
            || asked.StateAt(Now) is not SubjectState.Ready
            || await db.SubjectCopies.AsNoTracking().SingleOrDefaultAsync(row => row.RequestId == id, cancel) is not { } copy
        )
        {
            return null;
        }

        var zip = Seal(id).Unprotect(copy.Sealed);
        db.Add(Line(AuditAction.SubjectAccessFetched, asked, actor));
        await db.SaveChangesAsync(cancel);
        return zip;
    }

    private async Task<SubjectPerson?> PersonAsync(Guid id, CancellationToken cancel) =>
        (
            await db
                .Database.SqlQuery<SubjectPerson>(
                    $"""
                    select record_id as "RecordId", holder as "Holder", died as "Died", nhs_number as "NhsNumber", family_name as "FamilyName",
                           given_name as "GivenName", title as "Title", date_of_birth as "DateOfBirth"
                    from subject_of({id})
                    """
                )
                .ToListAsync(cancel)
        ).SingleOrDefault();

    private IQueryable<SubjectRequest> Seen(Actor actor)
    {
        if (!SubjectRules.MaySee(actor))
        {
            throw new AccessDeniedException("This post has no requests for copies.");
        }

        db.Acting = RowContext.Rights(actor);
        var all = actor.Role is Role.PrivacyOfficer;
        return db.SubjectRequests.AsNoTracking().Where(row => all || row.OrganisationId == actor.OrganisationId);
    }

    /// <summary>What is sealed for one request opens for no other.</summary>
    private IDataProtector Seal(Guid id) => protection.CreateProtector("EpaccsWeb", "subject-copy", id.ToString());

    private AuditEntry Line(AuditAction action, SubjectRequest asked, Actor actor, string more = "") =>
        AuditEntry.By(actor, action, $"subject access {asked.Id}: {Slug.Of(asked.Applicant)}{more}", request.Id, Now, asked.RecordId);
}
