using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using Npgsql;

namespace EpaccsWeb.AuditChain;

/// <summary>The audit's table is made of months: they are made ahead, and those beyond their time are put away, with what proves them.</summary>
/// <remarks>
/// Work of the database's owner. What is put away stands in the schema audit_archive, which the website cannot read, until an operator
/// has copied and dropped it. The chains then begin at the signed checkpoint of the oldest month that is kept.
/// </remarks>
internal static class AuditMonths
{
    public const int Ahead = 36;

    private const string Missing = """
        select to_char(month, 'YYYYMM')
        from generate_series(date_trunc('month', $1::timestamp), date_trunc('month', $1::timestamp) + make_interval(months => $2), interval '1 month') as month
        where to_regclass('audit_entries_' || to_char(month, 'YYYYMM')) is null
          and not exists (select from audit_entries_other row where row.at >= month at time zone 'UTC' and row.at < (month + interval '1 month') at time zone 'UTC')
        order by 1
        """;

    /// <summary>Makes the partitions that are missing of the months to come. A month whose lines already lie in the default partition is left there.</summary>
    public static async Task MakeAheadAsync(NpgsqlConnection owner, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var month in await TextsAsync(owner, Missing, cancel, now.UtcDateTime.Date, Ahead))
        {
            var first = DateOnly.ParseExact(month, "yyyyMM", CultureInfo.InvariantCulture);
            await RunAsync(
                owner,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    create table if not exists audit_entries_{month} partition of audit_entries
                        for values from ('{first:yyyy-MM-dd} 00:00+00') to ('{first.AddMonths(1):yyyy-MM-dd} 00:00+00');
                    alter table audit_entries_{month} enable row level security;
                    alter table audit_entries_{month} force row level security;
                    """
                ),
                cancel
            );
        }
    }

    /// <summary>Puts every month before this one away, with an audit line that says so; gives back their names.</summary>
    /// <exception cref="InvalidOperationException">The chains have no signed beginning there.</exception>
    public static async Task<IReadOnlyList<string>> PutAwayAsync(
        NpgsqlConnection owner,
        DateOnly before,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var month = before.ToString("yyyyMM", CultureInfo.InvariantCulture);
        await using var transaction = await owner.BeginTransactionAsync(cancel);
        // The sealer waits: what it would add has its beginning here.
        await RunAsync(owner, "lock table audit_seals, audit_checkpoints in access exclusive mode", cancel);
        await RunAsync(
            owner,
            $"""
            create temp table kept_from on commit drop as
            select chain.number::smallint as chain,
                   (select min(begun.sequence) from audit_checkpoints begun where begun.chain = chain.number and begun.month >= {month}) as sequence,
                   exists (select from audit_seals seal where seal.chain = chain.number) as used
            from generate_series(0, {SealedEntry.Chains - 1}) as chain (number)
            """,
            cancel
        );
        if (await TextsAsync(owner, "select chain::text from kept_from where used and sequence is null", cancel) is { Count: > 0 } without)
        {
            throw new InvalidOperationException(
                $"Chain {without[0]} has no checkpoint in {before:yyyy-MM} or later, so it would have no signed beginning."
            );
        }

        var months = await TextsAsync(
            owner,
            """
            select right(child.relname, 6) from pg_inherits part join pg_class child on child.oid = part.inhrelid
            where part.inhparent = 'audit_entries'::regclass and child.relname ~ '^audit_entries_[0-9]{6}$' and right(child.relname, 6) < $1
            order by 1
            """,
            cancel,
            month
        );
        await RunAsync(owner, "create schema if not exists audit_archive", cancel);
        foreach (var old in months)
        {
            await RunAsync(
                owner,
                $"""
                alter table audit_entries detach partition audit_entries_{old};
                alter table audit_entries_{old} set schema audit_archive;
                insert into audit_entries overriding system value
                    select entry.* from audit_archive.audit_entries_{old} entry
                    join audit_seals seal on seal.entry_id = entry.id and seal.entry_at = entry.at
                    join kept_from kept on kept.chain = seal.chain and seal.sequence >= kept.sequence;
                """,
                cancel
            );
        }

        await RunAsync(
            owner,
            $"""
            create table audit_archive.audit_seals_before_{month} as
                select seal.* from audit_seals seal join kept_from kept on kept.chain = seal.chain and seal.sequence < kept.sequence;
            create table audit_archive.audit_checkpoints_before_{month} as
                select begun.* from audit_checkpoints begun join kept_from kept on kept.chain = begun.chain and begun.sequence < kept.sequence;
            alter table audit_seals disable trigger user;
            delete from audit_seals seal using kept_from kept where kept.chain = seal.chain and seal.sequence < kept.sequence;
            alter table audit_seals enable trigger user;
            alter table audit_checkpoints disable trigger user;
            delete from audit_checkpoints begun using kept_from kept where kept.chain = begun.chain and begun.sequence < kept.sequence;
            alter table audit_checkpoints enable trigger user;
            """,
            cancel
        );
        await using (var line = new NpgsqlCommand(AuditLines.Insert, owner))
        {
            var said = string.Create(CultureInfo.InvariantCulture, $"audit before {before:yyyy-MM} put away: {months.Count} months");
            AuditLines.Add(line.Parameters, [AuditEntry.By(null, AuditAction.Administered, said, "put-away-audit", now)]);
            await line.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return months;
    }

    private static async Task RunAsync(NpgsqlConnection owner, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(ChainRows.Mark + sql, owner) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<List<string>> TextsAsync(NpgsqlConnection owner, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(ChainRows.Mark + sql, owner);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        var texts = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }
}
