using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>What a failed save says in PostgreSQL's words.</summary>
internal static class DatabaseFailures
{
    /// <summary>Somebody else, or the same form sent twice, has written a row with this key meanwhile.</summary>
    public static bool IsDuplicate(this DbUpdateException failure) => failure.DuplicateKey() is not null;

    /// <summary>The name of the unique key that was met; null for any other failure.</summary>
    public static string? DuplicateKey(this DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique ? unique.ConstraintName : null;
}
