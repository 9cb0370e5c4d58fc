using System.Security.Cryptography;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Terminology;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.Extracts;

/// <summary>Extracts of an organisation's own records: asked for by a senior clinician, decided by a privacy officer, fetched by whoever asked.</summary>
public sealed class ExtractDesk(
    EpaccsDbContext db,
    RequestIdentity request,
    TimeProvider clock,
    IDataProtectionProvider protection,
    ReportScope scope
)
{
    /// <summary>Requests on one page.</summary>
    public const int PageSize = 20;

    private const string Files = "extract-file";
    private const string Keys = "extract-key";

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Counts of people from 1 to this are not told.</summary>
    public int Threshold => scope.Threshold;

    /// <summary>Requests of the organisation, or to a privacy officer all of them, what waits first; and how many there are.</summary>
    public async Task<(IReadOnlyList<ExtractRequest> Rows, int Count)> ListAsync(Actor actor, int page, CancellationToken cancel)
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

    /// <summary>One request; null when there is none for this post.</summary>
    public Task<ExtractRequest?> FindAsync(Guid id, Actor actor, CancellationToken cancel) =>
        Seen(actor).SingleOrDefaultAsync(row => row.Id == id, cancel);

    /// <summary>Asks for an extract; the same form sent twice is one request.</summary>
    public async Task<Guid> AskAsync(
        ExtractKind kind,
        ExtractPurpose purpose,
        string reason,
        Guid submitToken,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (!ExtractRules.MayAsk(actor) || ExtractRules.WhyNotFor(kind, purpose) is not null)
        {
            throw new AccessDeniedException("This post does not ask for such an extract.");
        }

        db.Acting = RowContext.Extract(actor);
        var asked = ExtractRequest.Ask(kind, purpose, reason, submitToken, actor, Now);
        db.Add(asked);
        db.Add(Line(AuditAction.ExtractAsked, asked, actor));
        try
        {
            await db.SaveChangesAsync(cancel);
            return asked.Id;
        }
        catch (DbUpdateException twice) when (twice.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            return await db
                .ExtractRequests.Where(row => row.AskedById == actor.UserId && row.SubmitToken == submitToken)
                .Select(row => row.Id)
                .SingleAsync(cancel);
        }
    }

    /// <summary>Refuses a request; the sentence why not, or null when it is done.</summary>
    public Task<string?> RefuseAsync(Guid id, string because, Actor officer, CancellationToken cancel) =>
        DecideAsync(
            id,
            officer,
            asked =>
            {
                asked.Refuse(because, officer, Now);
                db.Add(Line(AuditAction.ExtractRefused, asked, officer));
                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>Approves a request and makes its file, both or neither; the sentence why not, or null when it is done.</summary>
    public Task<string?> ApproveAsync(Guid id, Actor officer, CancellationToken cancel) =>
        DecideAsync(
            id,
            officer,
            async asked =>
            {
                var key = Pseudonyms.NewKey();
                var holder = await db
                    .Organisations.Where(row => row.Id == asked.OrganisationId)
                    .Select(row => row.Name)
                    .SingleAsync(cancel);
                var made = await new ExtractMaker(db, asked, key, Threshold, Now).MakeAsync(holder, cancel);
                asked.Approve(made.Counts, Seal(Keys, asked.Id).Protect(key), officer, Now);
                db.Add(new ExtractFile { ExtractId = asked.Id, Sealed = Seal(Files, asked.Id).Protect(made.Zip) });
                db.Add(Line(AuditAction.ExtractApproved, asked, officer));
                db.Add(Line(AuditAction.ExtractMade, asked, officer, Rows(asked)).About(made.People));
            },
            cancel
        );

    /// <summary>The file for whoever asked for it; in the audit before its first byte leaves. Null when there is none any more.</summary>
    public async Task<byte[]?> FetchAsync(ExtractRequest asked, Actor actor, CancellationToken cancel)
    {
        if (!MayFetch(asked, actor))
        {
            return null;
        }

        var file = await db.ExtractFiles.AsNoTracking().SingleOrDefaultAsync(row => row.ExtractId == asked.Id, cancel);
        if (file is null)
        {
            return null;
        }

        var zip = Seal(Files, asked.Id).Unprotect(file.Sealed);
        db.Add(Line(AuditAction.ExtractDownloaded, asked, actor, Rows(asked)));
        await db.SaveChangesAsync(cancel);
        return zip;
    }

    /// <summary>The file is there, and this is the post's own user who asked for it, for the same organisation, and still may.</summary>
    public bool MayFetch(ExtractRequest asked, Actor actor) =>
        ExtractRules.MayAsk(actor)
        && asked.AskedById == actor.UserId
        && asked.OrganisationId == actor.OrganisationId
        && asked.StateAt(Now) is ExtractState.Ready;

    private async Task<string?> DecideAsync(Guid id, Actor officer, Func<ExtractRequest, Task> decide, CancellationToken cancel)
    {
        db.Acting = RowContext.Extract(officer);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // Who else decides at this moment waits here, and then finds it decided.
        await db
            .Database.SqlQuery<Guid>($"select id as \"Value\" from extract_requests where id = {id} and decided_at is null for update")
            .ToListAsync(cancel);
        if (await db.ExtractRequests.SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } asked)
        {
            return "There is no such request.";
        }

        if (ExtractRules.WhyNotDecide(asked, officer) is { } why)
        {
            return why;
        }

        await decide(asked);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private IQueryable<ExtractRequest> Seen(Actor actor)
    {
        if (!ExtractRules.MaySee(actor))
        {
            throw new AccessDeniedException("This post has no extracts.");
        }

        db.Acting = RowContext.Extract(actor);
        var officer = ExtractRules.MayDecide(actor);
        return db.ExtractRequests.AsNoTracking().Where(row => officer || row.OrganisationId == actor.OrganisationId);
    }

    /// <summary>What is sealed for one extract opens for no other.</summary>
    private IDataProtector Seal(string what, Guid extract) => protection.CreateProtector("EpaccsWeb", what, extract.ToString());

    private AuditEntry Line(AuditAction action, ExtractRequest asked, Actor actor, string more = "") =>
        AuditEntry.By(actor, action, $"extract {asked.Id}: {Slug.Of(asked.Kind)} for {Slug.Of(asked.Purpose)}{more}", request.Id, Now);

    private static string Rows(ExtractRequest asked) => $", {asked.People} people, {asked.Rows} rows";
}
