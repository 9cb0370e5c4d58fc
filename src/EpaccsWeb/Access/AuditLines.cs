using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.Access;

/// <summary>Audit lines as PostgreSQL takes many of them at once.</summary>
internal static class AuditLines
{
    private const string Into =
        "insert into audit_entries (at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people)";

    private const string Columns =
        "at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people";

    /// <summary>Writes them.</summary>
    public const string Insert = $"""
        {Into}
        select at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people::uuid[]
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as line ({Columns})
        """;

    /// <summary>Writes those, in their order, whose keys ($13) were not written before: keys and lines stand or fall together.</summary>
    public const string InsertOnce = $"""
        with fresh as (insert into replayed_audit_lines (id) select unnest($13) on conflict do nothing returning id)
        {Into}
        select at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people::uuid[]
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) with ordinality as line ({Columns}, id, place)
        join fresh using (id) order by place
        """;

    /// <summary>Takes the key of a spooled line that is written with rows of its own, in their transaction; false when it was taken before.</summary>
    public static async Task<bool> TakeKeyAsync(EpaccsDbContext db, Guid id, CancellationToken cancel) =>
        await db
            .Database.SqlQuery<int>($"insert into replayed_audit_lines (id) values ({id}) on conflict do nothing returning 1 as \"Value\"")
            .ToListAsync(cancel)
            is { Count: 1 };

    public static void Add(NpgsqlParameterCollection parameters, IReadOnlyCollection<AuditEntry> lines)
    {
        Column(NpgsqlDbType.TimestampTz, line => line.At.UtcDateTime);
        Column(NpgsqlDbType.Text, line => Slug.Of(line.Action));
        Column(NpgsqlDbType.Text, line => line.Detail);
        Column(NpgsqlDbType.Uuid, line => line.PatientId);
        Column(NpgsqlDbType.Uuid, line => line.UserId);
        Column(NpgsqlDbType.Uuid, line => line.PostId);
        Column(NpgsqlDbType.Text, line => Slug.Of(line.Role));
        Column(NpgsqlDbType.Uuid, line => line.OrganisationId);
        Column(NpgsqlDbType.Text, line => Slug.Of(line.Route));
        Column(NpgsqlDbType.Text, line => line.RequestId);
        Column(NpgsqlDbType.Boolean, line => line.Urgent);
        // An array of arrays would have to be of one length, so the people of a line travel as text.
        Column(NpgsqlDbType.Text, line => line.People is null ? null : $"{{{string.Join(',', line.People)}}}");

        void Column<T>(NpgsqlDbType type, Func<AuditEntry, T> value) =>
            parameters.Add(new NpgsqlParameter { Value = lines.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
