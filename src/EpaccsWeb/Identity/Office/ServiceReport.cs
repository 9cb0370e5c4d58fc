using System.Reflection;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Mail;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>How the service stands, for its administrator: nothing about any person.</summary>
public sealed class ServiceReport(
    EpaccsDbContext db,
    Access.AuditJournal journal,
    Access.RequestIdentity request,
    IConfiguration configuration,
    TimeProvider clock
)
{
    public async Task<ServiceStanding> ReadAsync(Actor actor, CancellationToken cancel)
    {
        var facts = (
            await db
                .Database.SqlQuery<ServiceFacts>(
                    $"""
                    select current_setting('server_version') as "Postgres", pg_database_size(current_database()) as "Bytes",
                           clock_timestamp() as "Clock", service_audit_head() as "AuditHead",
                           (select count(*)::int from outbox_mails where sent_at is null and tries < {OutboxSender.MostTries}) as "MailWaiting",
                           (select count(*)::int from outbox_mails where sent_at is null and tries >= {OutboxSender.MostTries}) as "MailFailed",
                           (select min(made_at) from outbox_mails where sent_at is null and tries < {OutboxSender.MostTries}) as "OldestMail",
                           (select last_archived_time from pg_stat_archiver) as "LogArchived",
                           (select last_failed_time from pg_stat_archiver where last_failed_time > coalesce(last_archived_time, '-infinity')) as "LogFailing"
                    """
                )
                .ToListAsync(cancel)
        ).Single();
        var difference = facts.Clock - clock.GetUtcNow();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var pending = db.Database.GetMigrations().Except(applied).ToList();
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, "service", request.Id, clock.GetUtcNow()));
        return new(
            typeof(ServiceReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            facts,
            applied.LastOrDefault() ?? "none",
            applied.Count,
            pending,
            difference.Duration(),
            LastBackup()
        );
    }

    /// <summary>When the file that each backup touches was last written; null when none is named or it is not there.</summary>
    private DateTimeOffset? LastBackup() =>
        configuration["Backup:StampFile"] is { Length: > 0 } file && File.Exists(file)
            ? new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero)
            : null;
}

/// <summary>What the database says of itself.</summary>
public sealed record ServiceFacts(
    string Postgres,
    long Bytes,
    DateTimeOffset Clock,
    DateTimeOffset? AuditHead,
    int MailWaiting,
    int MailFailed,
    DateTimeOffset? OldestMail,
    DateTimeOffset? LogArchived,
    DateTimeOffset? LogFailing
);

/// <summary>The service at one moment.</summary>
public sealed record ServiceStanding(
    string Version,
    ServiceFacts Facts,
    string LastMigration,
    int Migrations,
    IReadOnlyList<string> Pending,
    TimeSpan ClockDifference,
    DateTimeOffset? LastBackup
);
