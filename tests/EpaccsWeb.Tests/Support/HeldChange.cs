using Npgsql;

namespace EpaccsWeb.Tests.Support;

/// <summary>A change that somebody else has made in the same moment and not committed yet.</summary>
public sealed class HeldChange : IAsyncDisposable
{
    private readonly NpgsqlConnection link;
    private readonly NpgsqlTransaction transaction;

    private HeldChange(NpgsqlConnection link, NpgsqlTransaction transaction) => (this.link, this.transaction) = (link, transaction);

    public static async Task<HeldChange> MakeAsync(TestDatabase database, string sql)
    {
        var link = new NpgsqlConnection(database.Owner);
        await link.OpenAsync();
        var transaction = await link.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, link, transaction);
        await command.ExecuteNonQueryAsync();
        return new(link, transaction);
    }

    /// <summary>Commits once the other one waits for it, or is done without having waited; gives what the other one got.</summary>
    public async Task<T> CommitBeforeAsync<T>(Task<T> other)
    {
        while (!other.IsCompleted && !await IsAwaitedAsync())
        {
            await Task.Delay(20);
        }

        await transaction.CommitAsync();
        return await other;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await link.DisposeAsync();
    }

    private async Task<bool> IsAwaitedAsync()
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from pg_locks other where not other.granted and pg_backend_pid() = any(pg_blocking_pids(other.pid)))",
            link,
            transaction
        );
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
