using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Makes one change of the office at a time: the change, what it was before and its audit line commit together or not at all.</summary>
public sealed class OfficeWork(EpaccsDbContext db, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Any number that nothing else uses; administrators take turns by it, so that a rule still holds when it is acted on.</summary>
    private const string TakeTurns = "select coalesce(pg_advisory_xact_lock(4994017654321)::text, '') as \"Value\"";

    public EpaccsDbContext Db => db;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public DateOnly Today => London.Day(Now);

    /// <summary>Does the work; what is wrong comes back as sentences at their fields, and nothing was changed.</summary>
    public async Task<IReadOnlyList<SectionProblem>> DoAsync(Func<Task> work, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.SqlQueryRaw<string>(TakeTurns).ToListAsync(cancel);
        try
        {
            await work();
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return [];
        }
        catch (OfficeProblemException problem)
        {
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            return [new(problem.Field, problem.Message)];
        }
    }

    /// <summary>Keeps what a thing was and is, beside an audit line that names nobody.</summary>
    /// <param name="by">Null for the nightly work.</param>
    public void Note(Actor? by, string what, string? before, string? after, OfficeSubject about, string? reason = null)
    {
        db.Add(
            new AdminChange
            {
                Id = Guid.CreateVersion7(Now),
                At = Now,
                What = what,
                UserId = about.UserId,
                PostId = about.PostId,
                OrganisationId = about.OrganisationId,
                Setting = about.Setting,
                Before = before,
                After = after,
                Reason = reason,
                ById = by?.UserId,
                By = by is null ? "EpaccsWeb, by itself" : by.Signature,
                RequestId = request.Id,
            }
        );
        db.Add(
            AuditEntry.By(by, AuditAction.Administered, $"{what} {about.PostId ?? about.UserId ?? about.OrganisationId}", request.Id, Now)
        );
    }
}

/// <summary>What a change of the office was about.</summary>
public sealed record OfficeSubject(Guid? UserId = null, Guid? PostId = null, Guid? OrganisationId = null, string? Setting = null);

/// <summary>A rule of the office is broken; the message is the sentence for the administrator, at a field.</summary>
public sealed class OfficeProblemException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}
