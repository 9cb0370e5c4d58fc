using EpaccsWeb.Mail;
using Npgsql;

namespace EpaccsWeb.Operations;

/// <summary>What the database says of the service at one moment, for metrics: counts and ages, about no person.</summary>
public sealed record PulseReading(
    DateTimeOffset At,
    long BreakGlassUses,
    int BreakGlassOpen,
    int BreakGlassUnreviewed,
    long Unsealed,
    DateTimeOffset? OldestUnsealed,
    int MailWaiting,
    DateTimeOffset? OldestMail,
    int MailFailed
)
{
    public TimeSpan AgeOf(DateTimeOffset? moment) => moment is { } at && at < At ? At - at : TimeSpan.Zero;
}

/// <summary>Asks the database each fifteen seconds how the service stands, and keeps the answer for whoever watches.</summary>
public sealed class ServicePulse(NpgsqlDataSource database, TimeProvider clock, ILogger<ServicePulse> log) : BackgroundService
{
    /// <summary>A comment that marks its command in logs and tests.</summary>
    public const string Mark = "/* pulse */ ";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);

    /// <summary>The last answer; null when the database gave none, so that nothing old is shown as if it were new.</summary>
    public PulseReading? Latest { get; private set; }

    public async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            Latest = await AskAsync(cancel);
        }
        catch (NpgsqlException failure)
        {
            Latest = null;
            log.LogWarning("The database did not say how the service stands: {Kind} {SqlState}", failure.GetType().Name, failure.SqlState);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        do
        {
            await ReadAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<PulseReading> AskAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var command = database.CreateCommand(
            Mark
                + """
                select pulse.break_glass_uses, pulse.break_glass_open, pulse.break_glass_unreviewed, pulse.unsealed, pulse.oldest_unsealed,
                       (select count(*)::int from outbox_mails where sent_at is null and tries < $2),
                       (select min(made_at) from outbox_mails where sent_at is null and tries < $2),
                       (select count(*)::int from outbox_mails where sent_at is null and tries >= $2)
                from service_pulse($1) as pulse
                """
        );
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = OutboxSender.MostTries });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(
            now,
            row.GetInt64(0),
            row.GetInt32(1),
            row.GetInt32(2),
            row.GetInt64(3),
            Moment(4),
            row.GetInt32(5),
            Moment(6),
            row.GetInt32(7)
        );

        DateTimeOffset? Moment(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
    }
}
