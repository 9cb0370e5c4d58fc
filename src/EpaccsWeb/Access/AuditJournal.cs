using System.Threading.Channels;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Operations;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.Access;

/// <summary>Writes audit lines that belong to no other change. Returns once they are durable.</summary>
/// <remarks>Lines of concurrent requests share one insert and one commit; if it fails, every one of them fails.</remarks>
public sealed class AuditJournal(NpgsqlDataSource database, ServiceMeter meter) : BackgroundService
{
    private const int MostInOneCommit = 256;

    private const string Insert = """
        insert into audit_entries (at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people)
        select at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people::uuid[]
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            as line (at, action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent, people)
        """;

    private readonly Channel<Waiting> waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Adds one line and waits until it is on disk.</summary>
    public async Task WriteAsync(AuditEntry entry)
    {
        var line = new Waiting(entry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await waiting.Writer.WriteAsync(line);
        await line.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>(MostInOneCommit);
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < MostInOneCommit && waiting.Reader.TryRead(out var line))
            {
                batch.Add(line);
            }

            try
            {
                await InsertAsync([.. batch.Select(line => line.Entry)], stoppingToken);
                batch.ForEach(line => line.Done.SetResult());
                batch.ForEach(line => meter.Wrote(line.Entry));
            }
            catch (Exception failure)
            {
                batch.ForEach(line => line.Done.TrySetException(new AuditUnavailableException(failure)));
            }
        }
    }

    private async Task InsertAsync(AuditEntry[] lines, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Insert);
        void Column<T>(NpgsqlDbType type, Func<AuditEntry, T> value) =>
            command.Parameters.Add(new NpgsqlParameter { Value = lines.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });

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
        await command.ExecuteNonQueryAsync(cancel);
    }

    private sealed record Waiting(AuditEntry Entry, TaskCompletionSource Done);
}

/// <summary>The audit could not be written, so nothing is shown.</summary>
public sealed class AuditUnavailableException(Exception cause) : Exception("The audit could not be written.", cause);
