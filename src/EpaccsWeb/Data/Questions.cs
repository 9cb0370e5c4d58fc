using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Several questions of fixed words that travel together, in one round trip and, outside a transaction, as one.</summary>
internal sealed class Questions(EpaccsDbContext db)
{
    /// <summary>
    /// So many are with the server at once: more connections in turn only cool its caches, which cost a search a fifth of its processor
    /// time there.
    /// </summary>
    private static readonly int AtOnce = 3 * Environment.ProcessorCount;

    /// <summary>Who has waited so long for a turn goes without: no slow question shuts others out.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private static readonly ConditionalWeakTable<NpgsqlDataSource, SemaphoreSlim> Turns = [];

    private readonly List<NpgsqlBatchCommand> commands = [];
    private readonly List<Action<NpgsqlDataReader>> answers = [];
    private RowContext? acting;

    private static SemaphoreSlim TurnsOf(NpgsqlDataSource pool) => Turns.GetValue(pool, _ => new(AtOnce));

    internal static int FreeTurns(NpgsqlDataSource pool) => TurnsOf(pool).CurrentCount;

    /// <summary>For whom and why the questions after this one are asked; without it, as the context says.</summary>
    public void As(RowContext context) => Put(context);

    /// <summary>The questions after this one may read, too, by what the gate decides about the person; cheaper than another context.</summary>
    public void AlsoForTheGate(Guid patientId) => Add<string>($"select set_config('epaccs.asked', {patientId}::text, true)");

    /// <summary>A question; its rows are there once all were asked, each column given to the constructor's parameter of its name.</summary>
    public List<T> Add<T>(FormattableString query)
    {
        Func<NpgsqlDataReader, T>? read = null;
        return Add(FixedQueries.Numbered(query), reader => (read ??= FixedQueries.Reader<T>(query, reader))(reader), query.GetArguments());
    }

    /// <summary>The same with words that have their own numbers ("… = $1 …") and a reading of one's own.</summary>
    public List<T> Add<T>(string words, Func<NpgsqlDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        if (acting is null && db.Acting is { } own && !InTransaction)
        {
            Put(own);
        }

        var command = new NpgsqlBatchCommand(words);
        foreach (var value in values)
        {
            command.Parameters.Add(
                new NpgsqlParameter { Value = value is DateTimeOffset moment ? moment.UtcDateTime : value ?? DBNull.Value }
            );
        }

        commands.Add(command);
        var rows = new List<T>();
        answers.Add(reader => rows.Add(read(reader)));
        return rows;
    }

    public async Task AskAsync(CancellationToken cancel)
    {
        if (db.Link.State is not ConnectionState.Closed)
        {
            await ReadAsync(cancel);
            return;
        }

        var turns = db.Pool is { } pool ? TurnsOf(pool) : null;
        var isTurn = turns is not null && await turns.WaitAsync(LongestWait, cancel);
        try
        {
            await OpenAndReadAsync(cancel);
        }
        finally
        {
            if (isTurn)
            {
                turns!.Release();
            }
        }
    }

    private async Task OpenAndReadAsync(CancellationToken cancel)
    {
        await db.Link.OpenAsync(cancel);
        try
        {
            await ReadAsync(cancel);
        }
        finally
        {
            await db.Link.CloseAsync();
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(db.Link);
        commands.ForEach(batch.BatchCommands.Add);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        // Setting the context gives no answer; the reader passes over it.
        foreach (var answer in answers)
        {
            while (await reader.ReadAsync(cancel))
            {
                answer(reader);
            }

            await reader.NextResultAsync(cancel);
        }
    }

    private bool InTransaction => db.Link.State is not ConnectionState.Closed && db.Database.CurrentTransaction is not null;

    private void Put(RowContext context)
    {
        acting = context;
        commands.Add(context.Command(db.Now, db.RequestId));
    }
}
