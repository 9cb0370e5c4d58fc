using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Pages.Rights;

/// <summary>A record with a row in every table that keeps something of a person, and a word of its own in every column that takes one.</summary>
internal static class FilledRecord
{
    /// <summary>Fills every table of person_tables; columns that point elsewhere take what is there.</summary>
    public static async Task FillAsync(this TestApp app, Guid record)
    {
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync();
        await using (var off = new NpgsqlCommand("set session_replication_role = replica", link))
        {
            await off.ExecuteNonQueryAsync();
        }

        foreach (var table in await app.PersonTablesAsync("stays is null and kept <> 'subject_copies'"))
        {
            await using var there = new NpgsqlCommand($"select count(*) from {table.Name} where {table.Condition}", link)
            {
                Parameters = { new() { Value = new[] { record } } },
            };
            if ((long)(await there.ExecuteScalarAsync())! > 0)
            {
                continue;
            }

            var values = (await ColumnsAsync(link, table.Name)).ToDictionary(
                column => column.Name,
                column => ValueOf(table.Name, column, record)
            );
            await using var insert = new NpgsqlCommand(
                $"insert into {table.Name} ({string.Join(", ", values.Keys.Select(name => $"\"{name}\""))}) values ({string.Join(", ", values.Values)})",
                link
            );
            await insert.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The tables of a person, as the database lists them.</summary>
    public static async Task<List<(string Name, string Condition)>> PersonTablesAsync(this TestApp app, string which)
    {
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"select kept, condition from person_tables where {which} order by place desc, kept",
            link
        );
        await using var rows = await command.ExecuteReaderAsync();
        var tables = new List<(string, string)>();
        while (await rows.ReadAsync())
        {
            tables.Add((rows.GetString(0), rows.GetString(1)));
        }

        return tables;
    }

    public static async Task<List<Column>> ColumnsAsync(NpgsqlConnection link, string table)
    {
        await using var command = new NpgsqlCommand(
            "select column_name, udt_name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position",
            link
        )
        {
            Parameters = { new() { Value = table } },
        };
        await using var rows = await command.ExecuteReaderAsync();
        var columns = new List<Column>();
        while (await rows.ReadAsync())
        {
            columns.Add(new(rows.GetString(0), rows.GetString(1)));
        }

        return columns;
    }

    /// <summary>A word that stands in no other column.</summary>
    public static string Canary(string table, string column) =>
        $"canary-{table}-{column}"[..Math.Min(60, $"canary-{table}-{column}".Length)];

    private static string ValueOf(string table, Column column, Guid record) =>
        (column.Name, column.Type) switch
        {
            ("patient_id" or "record_id", _) => $"'{record}'",
            ("plan_id", _) => $"(select id from plans where patient_id = '{record}')",
            ("relationship_id", _) => $"(select id from relationships where patient_id = '{record}' limit 1)",
            ("organisation_id" or "set_by_organisation_id" or "from_id" or "to_id", "uuid") => "(select id from organisations limit 1)",
            ("meeting_id" or "import_id" or "other_id" or "survivor_id", _) => "gen_random_uuid()",
            ("decided_at" or "expires_at" or "expired_at" or "lifted_at", _) => "now()",
            ("asked_role", _) => "'privacy-officer'",
            ("applicant", _) => "'person'",
            ("withheld_on", _) => "'serious-harm'",
            (_, "uuid") => "gen_random_uuid()",
            (_, "text" or "varchar") => $"'{Canary(table, column.Name)}'",
            (_, "timestamptz") => "now()",
            (_, "date") => "current_date",
            (_, "bool") => "false",
            (_, "jsonb" or "json") => $$"""'{"typed": "{{Canary(table, column.Name)}}"}'""",
            (_, "bytea") => @"'\x25504446'",
            (_, "int4" or "int2" or "int8") => "1",
            (_, "numeric" or "float8") => "1",
            (_, var array) when array.StartsWith('_') => "'{}'",
            (_, var other) => throw new InvalidOperationException($"{table}.{column.Name} is {other}"),
        };

    /// <summary>One column of a table.</summary>
    public sealed record Column(string Name, string Type);
}
