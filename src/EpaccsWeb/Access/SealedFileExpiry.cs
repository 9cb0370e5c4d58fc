using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>
/// Removes the files and keys of extracts, and copies of records, seven days after they were made, and forms that were kept for half an
/// hour. The requests stay.
/// </summary>
public sealed class SealedFileExpiry(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SealedFileExpiry> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ExpireAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning("Sealed files could not be removed: {Kind}", failure.GetType().Name);
            }
        }
    }

    /// <summary>Removes every file whose time is over; each is audited. Safe on two nodes: one of them finds it gone.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        db.Acting = RowContext.SealedFileExpiry;
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var over = await db
            .Database.SqlQuery<Guid>(
                $"select id as \"Value\" from extract_requests where expires_at <= {now} and expired_at is null for update skip locked"
            )
            .ToListAsync(cancel);
        foreach (var id in over)
        {
            var asked = await db.ExtractRequests.SingleAsync(row => row.Id == id, cancel);
            asked.Expire(now);
            db.Remove(new Domain.Extracts.ExtractFile { ExtractId = id, Sealed = [] });
            db.Add(
                AuditEntry.By(
                    null,
                    AuditAction.ExtractExpired,
                    $"extract {id}: {Slug.Of(asked.Kind)} for {Slug.Of(asked.Purpose)}",
                    "extract-expiry",
                    now
                )
            );
        }

        await KeptForms.ExpireAsync(db, now, cancel);
        var copies = await ExpireCopiesAsync(db, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return over.Count + copies;
    }

    private static async Task<int> ExpireCopiesAsync(EpaccsDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var over = await db
            .Database.SqlQuery<Guid>(
                $"select id as \"Value\" from subject_requests where expires_at <= {now} and expired_at is null for update skip locked"
            )
            .ToListAsync(cancel);
        foreach (var id in over)
        {
            var asked = await db.SubjectRequests.SingleAsync(row => row.Id == id, cancel);
            asked.Expire(now);
            db.Remove(new Domain.Rights.SubjectCopy { RequestId = id, Sealed = [] });
            db.Add(
                AuditEntry.By(
                    null,
                    AuditAction.SubjectAccessExpired,
                    $"subject access {id}: {Slug.Of(asked.Applicant)}",
                    "extract-expiry",
                    now,
                    asked.RecordId
                )
            );
        }

        return over.Count;
    }
}
