using Microsoft.EntityFrameworkCore.Storage;

namespace EpaccsWeb.Data;

/// <summary>A transaction of one's own, or a part of the caller's.</summary>
public static class Transactions
{
    /// <summary>Begins a transaction; inside one that has begun, the caller's commit counts and this one does nothing.</summary>
    public static async Task<PartOfTransaction> BeginUnlessBegunAsync(this EpaccsDbContext db, CancellationToken cancel) =>
        new(db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null);
}

/// <summary>What <see cref="Transactions.BeginUnlessBegunAsync"/> began.</summary>
public sealed class PartOfTransaction(IDbContextTransaction? own) : IAsyncDisposable
{
    public Task CommitAsync(CancellationToken cancel) => own?.CommitAsync(cancel) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
