using System.Threading.Channels;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Operations;

namespace EpaccsWeb.Access;

/// <summary>Writes audit lines that belong to no other change. Returns once they are durable.</summary>
/// <remarks>
/// Lines of concurrent requests share one insert and one commit; if it fails, every one of them fails. While only the standby can be
/// read they go to this node's own disk, and into the database when the primary is back.
/// </remarks>
public sealed class AuditJournal(ServingMode mode, AuditSpool spool, ServiceMeter meter) : BackgroundService
{
    private const int MostInOneCommit = 256;

    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Adds one line and waits until it is on disk.</summary>
    public async Task WriteAsync(AuditEntry entry)
    {
        var line = new Waiting(entry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await waiting.Writer.WriteAsync(line);
        await line.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(MostInOneCommit);
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < MostInOneCommit && waiting.Reader.TryRead(out var line))
            {
                batch.Add(line);
            }

            try
            {
                AuditEntry[] lines = [.. batch.Select(line => line.Entry)];
                if (mode.Spell is null || !await spool.TryAddAsync([.. lines.Select(SpooledLine.Of)], stoppingToken))
                {
                    await InsertAsync(lines, stoppingToken);
                }

                batch.ForEach(line => line.Done.SetResult());
                batch.ForEach(line => meter.Wrote(line.Entry));
            }
            catch (Exception failure)
            {
                batch.ForEach(line => line.Done.TrySetException(new AuditUnavailableException(failure)));
            }
        }
    }

    private async Task InsertAsync(AuditEntry[] lines, CancellationToken stopping)
    {
        // Nobody waits out the time limit of a primary that is away: the lines after these can be spooled.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping, mode.WhileServing);
        await using var command = mode.Primary.CreateCommand(AuditLines.Insert);
        AuditLines.Add(command.Parameters, lines);
        await command.ExecuteNonQueryAsync(patience.Token);
    }

    private sealed record Waiting(AuditEntry Entry, TaskCompletionSource Done);
}

/// <summary>The audit could not be written, so nothing is shown.</summary>
public sealed class AuditUnavailableException(Exception cause) : Exception("The audit could not be written.", cause);
