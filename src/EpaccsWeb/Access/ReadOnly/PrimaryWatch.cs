using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>Looks each second whether the primary is there: without it this node reads only; with it, and with the spool written down, it serves.</summary>
public sealed class PrimaryWatch(
    ServingMode mode,
    AuditSpool spool,
    SpoolReplay replay,
    LeftToPrepare left,
    TimeProvider clock,
    ILogger<PrimaryWatch> log
) : BackgroundService
{
    /// <summary>Neither a blink of the primary nor its coming up for a moment changes anything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    private bool leftIsWritten;
    private long? otherwiseSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (mode.Standby is not null)
        {
            spool.Prepare();
        }

        using var timer = new PeriodicTimer(Between);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(
                    "The primary is not ready to be written to: {Kind} {State}",
                    failure.GetType().Name,
                    (failure as NpgsqlException)?.SqlState
                );
            }
        } while ((mode.Standby is not null || !leftIsWritten) && await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One look, and what follows from it.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var serves = mode.Spell is null;
        var answers = await AnswersAsync(cancel);
        if (serves && answers && !leftIsWritten)
        {
            await spool.EmptyLeftAsync(lines => replay.WriteDownAsync(lines, cancel), cancel);
            leftIsWritten = true;
        }

        if (serves == answers)
        {
            otherwiseSince = null;
            if (!serves)
            {
                await ReadAsync(cancel);
            }

            return;
        }

        otherwiseSince ??= began;
        if (clock.GetElapsedTime(otherwiseSince.Value) < Patience)
        {
            return;
        }

        if (serves)
        {
            await ReadAsync(cancel);
        }
        else
        {
            await ServeAsync(cancel);
        }
    }

    /// <summary>Reads only, provided that the standby is there.</summary>
    private async Task ReadAsync(CancellationToken cancel)
    {
        if (mode.Standby is not { } standby)
        {
            return;
        }

        await using var command = standby.CreateCommand("select pg_last_xact_replay_timestamp()");
        var asAt = await command.ExecuteScalarAsync(cancel).WaitAsync(LongestLook, clock, cancel);
        var began = mode.Spell is null;
        mode.Read(clock.GetUtcNow(), asAt is DateTime moment ? new DateTimeOffset(moment, TimeSpan.Zero) : null);
        if (began)
        {
            otherwiseSince = null;
            log.LogError("The primary does not answer: plans are only read, from the standby");
        }
    }

    private async Task ServeAsync(CancellationToken cancel)
    {
        await left.PrepareAsync(cancel);
        var lines = spool.Waiting;
        await spool.EmptyAsync(written => replay.WriteDownAsync(written, cancel), cancel);
        (otherwiseSince, leftIsWritten) = (null, true);
        log.LogWarning("The primary is back and written to again; spooled audit lines written down: {Lines}", lines);
    }

    /// <summary>Whether there is a primary that takes writes; one that hangs is none.</summary>
    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(LongestLook);
        try
        {
            return await AskAsync(patience.Token).WaitAsync(LongestLook, clock, cancel);
        }
        catch (Exception away)
            when (away is NpgsqlException or TimeoutException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> AskAsync(CancellationToken cancel)
    {
        await using var command = mode.Look.CreateCommand(
            "select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'"
        );
        return await command.ExecuteScalarAsync(cancel) is true;
    }
}

/// <summary>What a start without a primary left undone, such as migrating; done before this node serves.</summary>
public sealed class LeftToPrepare(Func<CancellationToken, Task>? prepare = null)
{
    private Func<CancellationToken, Task>? prepare = prepare;

    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (prepare is not null)
        {
            await prepare(cancel);
            prepare = null;
        }
    }
}
