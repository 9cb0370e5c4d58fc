using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Sends the context's <see cref="RowContext"/> with every command, at no round trip of its own, and once a transaction.</summary>
internal sealed class RowSecurity : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>Holds nothing, so one serves every context.</summary>
    public static RowSecurity Interceptor { get; } = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Send(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Send(command, eventData);
        return new(result);
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new InvalidOperationException("Begin a transaction asynchronously, so that it has its row context.");

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is EpaccsDbContext { Acting: { } acting } db)
        {
            await acting.SetAsync((NpgsqlConnection)connection, db.Now, db.RequestId, cancellationToken);
        }

        return result;
    }

    private static void Send(DbCommand command, CommandEventData eventData)
    {
        if (command.Transaction is null && eventData.Context is EpaccsDbContext { Acting: { } acting } db)
        {
            acting.PutBefore(command, db.Now, db.RequestId);
        }
    }
}
