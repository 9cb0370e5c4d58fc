using System.Diagnostics.Metrics;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Npgsql;

namespace EpaccsWeb.Operations;

/// <summary>The service's own numbers for whoever watches it; none of them is about a person.</summary>
public sealed class ServiceMeter
{
    public const string Name = "EpaccsWeb";

    private readonly KeyValuePair<string, object?> where;
    private readonly Counter<long> lines;

    public ServiceMeter(
        IMeterFactory meters,
        NpgsqlDataSource database,
        ServicePulse pulse,
        AnchorFile anchors,
        ServingMode mode,
        AuditSpool spool,
        IConfiguration configuration,
        TimeProvider clock
    )
    {
        // A training site and the service may be watched together; each says which database it means.
        where = new("database", new NpgsqlConnectionStringBuilder(database.ConnectionString).Database);
        var meter = meters.Create(Name);
        lines = meter.CreateCounter<long>("epaccs.audit.lines", "{line}", "Audit lines of views, refusals, searches and sign-ins");
        Pulse("epaccs.audit.unsealed", "{line}", "Audit lines without a seal", now => now.Unsealed);
        Pulse("epaccs.audit.unsealed.age", "s", "Age of the oldest line without a seal", now => now.AgeOf(now.OldestUnsealed).TotalSeconds);
        Pulse("epaccs.break_glass.uses", "{use}", "Uses of break-glass since the beginning", now => now.BreakGlassUses);
        Pulse("epaccs.break_glass.open", "{use}", "Uses of break-glass in force now", now => now.BreakGlassOpen);
        Pulse("epaccs.break_glass.unreviewed", "{use}", "Uses of break-glass nobody has reviewed", now => now.BreakGlassUnreviewed);
        Pulse("epaccs.outbox.waiting", "{mail}", "Mails that wait", now => now.MailWaiting);
        Pulse("epaccs.outbox.waiting.age", "s", "Age of the oldest mail that waits", now => now.AgeOf(now.OldestMail).TotalSeconds);
        Pulse("epaccs.outbox.failed", "{mail}", "Mails given up", now => now.MailFailed);
        Now("epaccs.read_only", "{node}", "1 while this node only reads, from the standby", () => mode.Spell is null ? 0 : 1);
        Now("epaccs.audit.spooled", "{line}", "Audit lines on this node's disk that wait for the primary", () => spool.Waiting);
        Age("epaccs.audit.anchor.age", "Time since this node anchored the audit outside the database", () => anchors.LastWritten);
        Age("epaccs.backup.age", "Time since the last backup", () => LastBackup(configuration));

        void Pulse(string name, string unit, string description, Func<PulseReading, double> value) =>
            meter.CreateObservableGauge(
                name,
                () => pulse.Latest is { } now ? [new Measurement<double>(value(now), where)] : Array.Empty<Measurement<double>>(),
                unit,
                description
            );

        void Now(string name, string unit, string description, Func<int> value) =>
            meter.CreateObservableGauge(name, () => new Measurement<int>(value(), where), unit, description);

        void Age(string name, string description, Func<DateTimeOffset?> since) =>
            meter.CreateObservableGauge(
                name,
                () =>
                    since() is { } moment
                        ? [new Measurement<double>((clock.GetUtcNow() - moment).TotalSeconds, where)]
                        : Array.Empty<Measurement<double>>(),
                "s",
                description
            );
    }

    /// <summary>Counts a line that is on disk.</summary>
    public void Wrote(AuditEntry line) => lines.Add(1, where, new("action", Slug.Of(line.Action)));

    private static DateTimeOffset? LastBackup(IConfiguration configuration) =>
        configuration["Backup:StampFile"] is { Length: > 0 } file && File.Exists(file)
            ? new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero)
            : null;
}
