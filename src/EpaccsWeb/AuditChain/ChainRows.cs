using EpaccsWeb.Domain.Audit;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.AuditChain;

/// <summary>The SQL of the chain: reading what is not sealed yet, and adding seals. Each command begins with the same mark.</summary>
internal static class ChainRows
{
    /// <summary>A comment that marks the chain's own commands in logs and tests.</summary>
    public const string Mark = "/* audit chain */ ";

    public const string EntryColumns =
        "entry.id, entry.at, entry.action, entry.detail, entry.patient_id, entry.user_id, entry.post_id, entry.role, entry.organisation_id, entry.urgent, entry.route, entry.request_id, entry.people";

    /// <summary>An entry from the first columns of a row; null where a seal has none.</summary>
    public static SealedEntry? Entry(NpgsqlDataReader row)
    {
        if (row.IsDBNull(0))
        {
            return null;
        }

        return new(
            row.GetInt64(0),
            row.GetDateTime(1),
            row.GetString(2),
            row.GetString(3),
            Key(4),
            Key(5),
            Key(6),
            Text(7),
            Key(8),
            row.GetBoolean(9),
            Text(10),
            row.GetString(11),
            row.IsDBNull(12) ? null : row.GetFieldValue<Guid[]>(12)
        );

        Guid? Key(int at) => row.IsDBNull(at) ? null : row.GetGuid(at);
        string? Text(int at) => row.IsDBNull(at) ? null : row.GetString(at);
    }

    /// <summary>The last seal of each chain that has one.</summary>
    public static async Task<List<ChainHead>> HeadsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            Mark
                + """
                select chain.number::smallint, head.sequence, head.hash
                from generate_series(0, $1 - 1) as chain (number)
                cross join lateral (select sequence, hash from audit_seals where chain = chain.number::smallint order by sequence desc limit 1) as head
                order by 1
                """,
            connection
        )
        {
            Parameters = { new() { Value = SealedEntry.Chains } },
        };
        var heads = new List<ChainHead>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            heads.Add(new(rows.GetInt16(0), rows.GetInt64(1), Convert.ToHexString(rows.GetFieldValue<byte[]>(2))));
        }

        return heads;
    }

    /// <summary>Entries beyond a number that have no seal, the oldest first.</summary>
    public static async Task<List<SealedEntry>> UnsealedAsync(NpgsqlConnection connection, long beyond, int most, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            Mark
                + $"""
                select {EntryColumns} from audit_entries entry
                where entry.id > $1 and not exists (select from audit_seals seal where seal.entry_id = entry.id and seal.entry_id > $1)
                order by entry.id limit $2
                """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = beyond },
                new() { Value = most },
            },
        };
        var entries = new List<SealedEntry>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            entries.Add(Entry(rows)!);
        }

        return entries;
    }

    /// <summary>Adds seals, all in one statement.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<Seal> seals,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(
            Mark
                + """
                insert into audit_seals (chain, sequence, entry_id, entry_at, previous, hash, sealed_at)
                select seal.*, $7 from unnest($1, $2, $3, $4, $5, $6) as seal
                """,
            connection
        );
        void Column<T>(NpgsqlDbType type, Func<Seal, T> value) =>
            command.Parameters.Add(new() { Value = seals.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });

        Column(NpgsqlDbType.Smallint, seal => seal.Entry.Chain);
        Column(NpgsqlDbType.Bigint, seal => seal.Sequence);
        Column(NpgsqlDbType.Bigint, seal => seal.Entry.Id);
        Column(NpgsqlDbType.TimestampTz, seal => seal.Entry.AtUtc);
        Column(NpgsqlDbType.Bytea, seal => seal.Previous);
        Column(NpgsqlDbType.Bytea, seal => seal.Hash);
        command.Parameters.Add(new() { Value = at.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>One link of a chain.</summary>
internal sealed record Seal(SealedEntry Entry, long Sequence, byte[] Previous, byte[] Hash);
