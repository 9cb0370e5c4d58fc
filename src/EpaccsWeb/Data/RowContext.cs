using System.Data.Common;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using Npgsql;
using NpgsqlTypes;

namespace EpaccsWeb.Data;

/// <summary>For whom, and why, the database is asked: what its row-level policies go by. The second line under the query filters.</summary>
/// <remarks>
/// PostgreSQL forgets it with the transaction (<c>set_config(…, true)</c> inside <c>act_as</c>), so a pooled connection carries
/// nothing to the next request. A command outside a transaction carries it in front of itself: both travel together, and
/// PostgreSQL takes them for one transaction. In a transaction it is set once, as that begins, and holds until its end, also
/// when the change takes the writer's own way in away. Without it no row of a person is seen.
/// The policies, and the few doors past them, are in the migration RowSecurity.
/// </remarks>
internal sealed record RowContext
{
    private const string Call =
        "call act_as(@act_purpose, @act_user, @act_post, @act_organisation, @act_role, @act_patient, @act_at, @act_request)";

    /// <summary>The same by place, which spares looking for names in the words.</summary>
    private const string CallByPlace = "call act_as($1, $2, $3, $4, $5, $6, $7, $8)";

    private RowContext(string purpose, Actor? actor, Guid? patientId) => (Purpose, Actor, PatientId) = (purpose, actor, patientId);

    public string Purpose { get; }

    /// <summary>A comment that marks commands in logs and tests which are not a page's.</summary>
    private string Mark { get; init; } = string.Empty;

    /// <summary>Which request it is, when the context does not know.</summary>
    private string? RequestId { get; init; }

    public Actor? Actor { get; }

    /// <summary>Whose record is asked for. The database looks for itself whether the actor has a way in.</summary>
    public Guid? PatientId { get; }

    /// <summary>Mail for organisations in whose inbox something waits.</summary>
    public static RowContext Outbox { get; } = new("outbox", null, null);

    /// <summary>Sealing and checking the audit.</summary>
    public static RowContext AuditChain { get; } = new("audit-chain", null, null) { Mark = EpaccsWeb.AuditChain.ChainRows.Mark };

    /// <summary>An audit line that belongs to no open record, such as a sign-in: what was written is read back, and nothing else.</summary>
    public static RowContext Own(AuditEntry line) => new("own", null, null) { RequestId = line.RequestId };

    /// <summary>The one open record.</summary>
    public static RowContext Record(AccessGrant grant) => new("record", grant.Actor, grant.PatientId);

    /// <summary>The same, asked for before the gate has decided. The database looks for itself whether the actor has a way in.</summary>
    public static RowContext Ahead(Actor actor, Guid patientId) => new("record", actor, patientId);

    /// <summary>A record that does not exist yet.</summary>
    public static RowContext Start(AccessGrant grant) => new("start", grant.Actor, grant.PatientId);

    /// <summary>Writing the relationship that is the way in.</summary>
    public static RowContext Emergency(AccessGrant grant) => new("emergency", grant.Actor, grant.PatientId);

    /// <summary>Reading by an emergency grant that is on a node's disk, since no relationship can be written; only a standby opens by it.</summary>
    public static RowContext ReadOnlyEmergency(AccessGrant grant) => new("emergency-reading", grant.Actor, grant.PatientId);

    /// <summary>Ending one's own "caring now", whatever has become of the record.</summary>
    public static RowContext Finishing(AccessGrant grant) => new("finishing", grant.Actor, grant.PatientId);

    /// <summary>Passing a record to the successor of a closed organisation; nobody's post, and the database looks whether one has closed.</summary>
    public static RowContext Closing(AccessGrant grant) => new("closing", null, grant.PatientId);

    /// <summary>The facts about one person that decide whether the record opens.</summary>
    public static RowContext Gate(Actor actor, Guid patientId) => new("gate", actor, patientId);

    /// <summary>Lists of people the post reaches, and what is the user's or the organisation's own.</summary>
    public static RowContext List(Actor actor) => new("list", actor, null);

    /// <summary>The privacy officer's look at the audit and at emergency access.</summary>
    public static RowContext Trail(Actor actor) => new("trail", actor, null);

    /// <summary>Counting what organisations shared with each other.</summary>
    public static RowContext Evidence(Actor actor) => new("evidence", actor, null);

    /// <summary>Counting deaths.</summary>
    public static RowContext Report(Actor actor) => new("report", actor, null);

    /// <summary>Asking for an extract, deciding about it, making it and fetching it.</summary>
    public static RowContext Extract(Actor actor) => new("extract", actor, null);

    /// <summary>Removing extracts and copies whose time is over.</summary>
    public static RowContext SealedFileExpiry { get; } = new("extract-expiry", null, null);

    /// <summary>Requests for copies of a record: taking them down, signing them off, fetching the copy.</summary>
    public static RowContext Rights(Actor actor) => new("rights", actor, null);

    /// <summary>How long records are kept, what keeps them longer, and their destruction.</summary>
    public static RowContext Retention(Actor actor) => new("retention", actor, null);

    /// <summary>Comparing a register with the records, and writing it; without an actor it is an operator's verb.</summary>
    public static RowContext Import(Actor? actor) => new("import", actor, null);

    /// <summary>Rows written in bulk.</summary>
    public static RowContext Of(SystemGrant grant) => new(grant.Action is AuditAction.Imported ? "import" : "demo-data", grant.Actor, null);

    /// <summary>Puts the context in front of a command, which then needs no transaction of its own.</summary>
    public void PutBefore(DbCommand command, DateTimeOffset at, string requestId)
    {
        command.CommandText = $"{Call};\n{command.CommandText}";
        command.Parameters.AddRange(Parameters(at, requestId, named: true));
    }

    /// <summary>Sets the context for the rest of a transaction, or as the first part of a batch.</summary>
    public NpgsqlBatchCommand Command(DateTimeOffset at, string requestId)
    {
        var command = new NpgsqlBatchCommand(Mark + CallByPlace);
        command.Parameters.AddRange(Parameters(at, requestId, named: false));
        return command;
    }

    /// <summary>Sets the context for the rest of the transaction that is open on the connection.</summary>
    public async Task SetAsync(NpgsqlConnection connection, DateTimeOffset at, string requestId, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(at, requestId) } };
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private NpgsqlParameter[] Parameters(DateTimeOffset at, string requestId, bool named)
    {
        return
        [
            Value("act_purpose", NpgsqlDbType.Text, Purpose),
            Value("act_user", NpgsqlDbType.Uuid, Actor?.UserId),
            Value("act_post", NpgsqlDbType.Uuid, Actor?.PostId),
            Value("act_organisation", NpgsqlDbType.Uuid, Actor?.OrganisationId),
            Value("act_role", NpgsqlDbType.Text, Actor is null ? null : Slug.Of(Actor.Role)),
            Value("act_patient", NpgsqlDbType.Uuid, PatientId),
            Value("act_at", NpgsqlDbType.TimestampTz, at.UtcDateTime),
            Value("act_request", NpgsqlDbType.Text, RequestId ?? requestId),
        ];

        NpgsqlParameter Value(string name, NpgsqlDbType type, object? value) =>
            new(named ? name : null, type) { Value = value ?? DBNull.Value };
    }
}
