using Npgsql;

namespace EpaccsWeb.AuditChain;

/// <summary>Gives each month of the audit the index that the looks of urgent care are counted from.</summary>
/// <remarks>
/// PostgreSQL makes no index beside the traffic on a table of months, but it does on each month. Work of the database's owner, at each
/// migration, after the months ahead are made. Nothing waits for it: until it is there a report is only slower.
/// </remarks>
internal static class AuditIndexes
{
    /// <summary>Any number that nothing else uses; two migrating nodes take turns by it.</summary>
    private const long Turn = 0x45504143_41554449;

    /// <summary>All that the view urgent_looks asks for, in its own words: PostgreSQL takes the index for no other question.</summary>
    private const string UrgentLooks = """
        (at) include (patient_id) where action in ('view', 'caring-now')
            and (role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler') or urgent)
        """;

    private const string Missing = """
        select month.relname::text, pg_relation_size(month.oid) = 0
        from pg_inherits part join pg_class month on month.oid = part.inhrelid
        where part.inhparent = 'audit_entries'::regclass
          and not exists (select from pg_index made join pg_class named on named.oid = made.indexrelid
                          where made.indrelid = month.oid and made.indisvalid and named.relname::text = 'ix_' || month.relname || '_urgent_looks')
        order by 1
        """;

    private static readonly TimeSpan BetweenTurns = TimeSpan.FromMilliseconds(250);

    /// <summary>Makes what is missing.</summary>
    public static async Task MakeAsync(NpgsqlConnection owner, CancellationToken cancel)
    {
        if ((await MissingAsync(owner, cancel)).Count == 0)
        {
            return;
        }

        // Asked for again and again: an index made beside the traffic would wait for whoever waits for the turn, and they for it.
        while (!await TurnAsync(owner, "pg_try_advisory_lock", cancel))
        {
            await Task.Delay(BetweenTurns, cancel);
        }

        try
        {
            foreach (var (month, empty) in await MissingAsync(owner, cancel))
            {
                // A month without lines is made at once; one that is full, beside the traffic.
                var (index, how) = ($"ix_{month}_urgent_looks", empty ? string.Empty : "concurrently");

                // One that was broken off leaves an index behind that is not used.
                await RunAsync(owner, $"drop index {how} if exists {index}", cancel);
                await RunAsync(owner, $"create index {how} {index} on {month} {UrgentLooks}", cancel);
            }
        }
        finally
        {
            await TurnAsync(owner, "pg_advisory_unlock", CancellationToken.None);
        }
    }

    private static async Task<bool> TurnAsync(NpgsqlConnection owner, string how, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"{ChainRows.Mark}select {how}($1)", owner) { Parameters = { new() { Value = Turn } } };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task<List<(string Month, bool Empty)>> MissingAsync(NpgsqlConnection owner, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(ChainRows.Mark + Missing, owner);
        var months = new List<(string, bool)>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            months.Add((rows.GetString(0), rows.GetBoolean(1)));
        }

        return months;
    }

    private static async Task RunAsync(NpgsqlConnection owner, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(ChainRows.Mark + sql, owner) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
