using EpaccsWeb.Data;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>Writes spooled lines into the database, in their order and once each, whatever interrupts it.</summary>
public sealed class SpoolReplay(IServiceScopeFactory scopes, ServingMode mode)
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

            if (!isPlain)
            {
                await WriteWithRowsAsync(line, cancel);
            }
        }

        await InsertAsync(plain, cancel);
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
