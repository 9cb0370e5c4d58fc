using EpaccsWeb.Data;
using EpaccsWeb.Hosting;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>Writes spooled lines into the database, in their order and once each, whatever interrupts it.</summary>
public sealed class SpoolReplay(IServiceScopeFactory scopes, ServingMode mode, ILogger<SpoolReplay> log)
{
    private const int MostInOneCommit = 256;

    public async Task WriteDownAsync(IReadOnlyList<SpooledLine> lines, CancellationToken cancel)
    {
        var plain = new List<SpooledLine>(MostInOneCommit);
        foreach (var line in lines)
        {
            var isPlain = line is { Use: null, Session: null };
            if (isPlain)
            {
                plain.Add(line);
            }

            if (plain.Count == MostInOneCommit || !isPlain)
            {
                await InsertAsync(plain, cancel);
            }

            if (!isPlain && !await TryWriteWithRowsAsync(line, cancel))
            {
                await InsertAsync([line], cancel);
            }
        }

        await InsertAsync(plain, cancel);
    }

    /// <summary>What a promoted standby had not received, such as a new account, cannot be written about; the line itself always can.</summary>
    private async Task<bool> TryWriteWithRowsAsync(SpooledLine line, CancellationToken cancel)
    {
        try
        {
            await WriteWithRowsAsync(line, cancel);
            return true;
        }
        catch (Exception failure) when (failure is DbUpdateException or InvalidOperationException && !DatabaseAway.Is(failure))
        {
            log.LogError(
                "Of a spooled line only itself could be written down, request {RequestId}: {Kind}",
                line.Entry.RequestId,
                failure.GetType().Name
            );
            return false;
        }
    }

    private async Task WriteWithRowsAsync(SpooledLine line, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (line.Use is { } use)
        {
            await scope.ServiceProvider.GetRequiredService<EmergencyAccess>().WriteDownAsync(line, use, cancel);
        }
        else if (line.Session is { } session)
        {
            await scope.ServiceProvider.GetRequiredService<Sessions>().WriteDownAsync(line, session, cancel);
        }
    }

    private async Task InsertAsync(List<SpooledLine> lines, CancellationToken cancel)
    {
        if (lines.Count > 0)
        {
            await using var command = mode.Primary.CreateCommand(AuditLines.InsertOnce);
            AuditLines.Add(command.Parameters, [.. lines.Select(line => line.Entry)]);
            command.Parameters.Add(new() { Value = lines.Select(line => line.Id).ToArray() });
            await command.ExecuteNonQueryAsync(cancel);
            lines.Clear();
        }
    }
}
