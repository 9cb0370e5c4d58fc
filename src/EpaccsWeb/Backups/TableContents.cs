using Npgsql;

namespace EpaccsWeb.Backups;

/// <summary>How many rows each table has and a hash over all that is in them, so that two databases can be compared.</summary>
internal static class TableContents
{
    /// <summary>Every table of the schema; a partitioned one stands for its parts.</summary>
    public static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(
            """
            select format('%I.%I', space.nspname, kept.relname) from pg_class kept join pg_namespace space on space.oid = kept.relnamespace
            where kept.relkind in ('r', 'p') and not kept.relispartition
              and space.nspname not like 'pg\_%' and space.nspname <> 'information_schema'
            order by 1
            """,
            connection
        );
        var tables = new List<string>();
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }

    /// <summary>Whether the role sees every row, and may give way to writers; one that sees a part would compare nothing with nothing.</summary>
    public static async Task<bool> IsSuperuserAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand("select rolsuper from pg_roles where rolname = current_user", connection);
        return await ask.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>Reads every row of every table. The order of the rows does not count; each value, and how often it stands there, does.</summary>
    public static async Task<IReadOnlyList<TableContent>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using (var same = new NpgsqlCommand("set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1", connection))
        {
            await same.ExecuteNonQueryAsync(cancel);
        }

        var contents = new List<TableContent>();
        foreach (var table in await TablesAsync(connection, cancel))
        {
            // Sums of four quarters of each row's SHA-256: no sorting, and nothing to hold for a table of any size.
            await using var ask = new NpgsqlCommand(
                $"""
                select count(*), coalesce(sum(('x' || substr(digest, 1, 16))::bit(64)::bigint::numeric), 0)::text
                    || ' ' || coalesce(sum(('x' || substr(digest, 17, 16))::bit(64)::bigint::numeric), 0)::text
                    || ' ' || coalesce(sum(('x' || substr(digest, 33, 16))::bit(64)::bigint::numeric), 0)::text
                    || ' ' || coalesce(sum(('x' || substr(digest, 49, 16))::bit(64)::bigint::numeric), 0)::text
                from (select encode(sha256(convert_to(kept::text, 'UTF8')), 'hex') as digest from {table} kept) as rows
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            await using var row = await ask.ExecuteReaderAsync(cancel);
            await row.ReadAsync(cancel);
            contents.Add(new(table, row.GetInt64(0), row.GetString(1)));
        }

        return contents;
    }

    /// <summary>Every table that differs or is on one side only.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<TableContent> original, IReadOnlyList<TableContent> restored)
    {
        var there = restored.ToDictionary(content => content.Table);
        return
        [
            .. original
                .Select(content =>
                    there.GetValueOrDefault(content.Table) is not { } other ? $"{content.Table} is not in the restored database"
                    : other.Rows != content.Rows ? $"{content.Table} has {other.Rows:N0} rows instead of {content.Rows:N0}"
                    : other.Hash != content.Hash ? $"{content.Table} has the same number of rows, with other contents"
                    : string.Empty
                )
                .Where(sentence => sentence.Length > 0),
            .. restored
                .ExceptBy(original.Select(content => content.Table), content => content.Table)
                .Select(content => $"{content.Table} is in the restored database only"),
        ];
    }
}

/// <summary>What one table holds.</summary>
internal sealed record TableContent(string Table, long Rows, string Hash);
