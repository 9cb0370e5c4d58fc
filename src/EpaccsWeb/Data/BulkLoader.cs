using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.Data;

/// <summary>Writes whole new records by COPY under a system grant, with one audit line a batch.</summary>
/// <remarks>
/// Works inside the transaction that is open on the connection: all or nothing is the caller's choice.
/// Only for people who have no record yet; a second record of one NHS number ends at the unique index.
/// Facts and patients come from the domain, so that rebuilding them from the versions gives the same rows.
/// </remarks>
/// <param name="connection">Open, with a transaction begun.</param>
/// <param name="grant">Why rows may be written past the gate.</param>
/// <param name="requestId">Ties the audit lines to one request or one run of a verb.</param>
public sealed class BulkLoader(NpgsqlConnection connection, SystemGrant grant, string requestId, TimeProvider clock)
{
    /// <summary>Records held in memory at a time.</summary>
    public const int BatchSize = 1000;

    private static readonly Lazy<Tables> AllTables = new(() => new Tables());

    private readonly BulkLoaderRows rows = new(grant);

    /// <summary>Loads every record, a batch at a time.</summary>
    /// <param name="progress">Told how many are written after each batch.</param>
    /// <returns>How many records were written.</returns>
    public async Task<int> LoadAsync(IAsyncEnumerable<LoadedRecord> records, CancellationToken cancel, Action<int>? progress = null)
    {
        var count = 0;
        var batch = new List<LoadedRecord>(BatchSize);
        await foreach (var record in records.WithCancellation(cancel))
        {
            batch.Add(record);
            if (batch.Count == BatchSize)
            {
                await WriteAsync();
            }
        }

        if (batch.Count > 0)
        {
            await WriteAsync();
        }

        return count;

        async Task WriteAsync()
        {
            await LoadBatchAsync(batch, cancel);
            count += batch.Count;
            batch.Clear();
            progress?.Invoke(count);
        }
    }

    /// <summary>Loads one batch with one audit line.</summary>
    public async Task LoadBatchAsync(IReadOnlyCollection<LoadedRecord> batch, CancellationToken cancel)
    {
        rows.Clear();
        foreach (var record in batch)
        {
            rows.Add(record);
        }

        await RowContext.Of(grant).SetAsync(connection, clock.GetUtcNow(), requestId, cancel);
        var straight = await IsAbovePoliciesAsync(cancel);
        var tables = AllTables.Value;
        await tables.Patients.WriteAsync(connection, rows.Patients, cancel, straight);
        await tables.Plans.WriteAsync(connection, rows.Plans, cancel, straight);
        await tables.Sections.WriteAsync(connection, rows.Sections, cancel, straight);
        await tables.Facts.WriteAsync(connection, rows.Facts, cancel, straight);
        await tables.Counted.WriteAsync(connection, rows.Counted, cancel, straight);
        await tables.Consents.WriteAsync(connection, rows.Consents, cancel, straight);
        await tables.Deaths.WriteAsync(connection, rows.Deaths, cancel, straight);
        await tables.Relationships.WriteAsync(connection, rows.Relationships, cancel, straight);
        await tables.Reviews.WriteAsync(connection, rows.Reviews, cancel, straight);
        await tables.Entries.WriteAsync(connection, rows.Entries, cancel, straight);
        await tables.Tasks.WriteAsync(connection, rows.Tasks, cancel, straight);
        await AuditAsync(batch.Count, cancel);
        rows.Clear();
    }

    /// <summary>Whether this connection's role is above row-level security, as the owner of the private PostgreSQL is.</summary>
    /// <remarks>
    /// Invented people all have the keys that were made with them, so foreign keys are not looked up one by one (half the work).
    /// An import, which meets other rows, is checked whatever the role.
    /// </remarks>
    private async Task<bool> IsAbovePoliciesAsync(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            select case when $1 and current_setting('is_superuser') = 'on' then set_config('session_replication_role', 'replica', true) end,
                   not row_security_active('patients')
            """,
            connection
        )
        {
            Parameters = { new() { Value = grant.Action is AuditAction.DemoDataLoaded } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) && reader.GetBoolean(1);
    }

    private async Task AuditAsync(int count, CancellationToken cancel)
    {
        var entry = AuditEntry.By(grant.Actor, grant.Action, $"{grant.Purpose}: {count} records", requestId, clock.GetUtcNow());
        await using var command = new NpgsqlCommand(
            """
            insert into audit_entries (at, action, detail, user_id, post_id, role, organisation_id, request_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            connection
        );
        void Value(NpgsqlDbType type, object? value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });

        Value(NpgsqlDbType.TimestampTz, entry.At.UtcDateTime);
        Value(NpgsqlDbType.Text, Slug.Of(entry.Action));
        Value(NpgsqlDbType.Text, entry.Detail);
        Value(NpgsqlDbType.Uuid, entry.UserId);
        Value(NpgsqlDbType.Uuid, entry.PostId);
        Value(NpgsqlDbType.Text, Slug.Of(entry.Role));
        Value(NpgsqlDbType.Uuid, entry.OrganisationId);
        Value(NpgsqlDbType.Text, entry.RequestId);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The tables a record is spread over, as the EF model maps them.</summary>
    private sealed class Tables
    {
        private static readonly IModel Model = new DesignTimeContext().CreateDbContext([]).Model;

        public BulkLoaderTable<Patient> Patients { get; } = new(Model);
        public BulkLoaderTable<Plan> Plans { get; } = new(Model);
        public BulkLoaderTable<SectionVersion> Sections { get; } = new(Model);
        public BulkLoaderTable<PlanFacts> Facts { get; } = new(Model);
        public BulkLoaderTable<CountedPlan> Counted { get; } = new(Model);
        public BulkLoaderTable<Consent> Consents { get; } = new(Model);
        public BulkLoaderTable<Death> Deaths { get; } = new(Model);
        public BulkLoaderTable<Relationship> Relationships { get; } = new(Model);
        public BulkLoaderTable<DeathReview> Reviews { get; } = new(Model);
        public BulkLoaderTable<MeetingEntry> Entries { get; } = new(Model);
        public BulkLoaderTable<CareTask> Tasks { get; } = new(Model);
    }
}
