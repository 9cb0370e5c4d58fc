using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Npgsql;

namespace EpaccsWeb.DemoData;

/// <summary>Loads any number of invented people besides the demonstration, several batches at once.</summary>
/// <param name="deaths">The share of people who have died, 0 to 1.</param>
/// <param name="progress">Told from time to time how many are loaded.</param>
public sealed class DemoCrowd(NpgsqlDataSource pool, DemoCast cast, int seed, double deaths, TimeProvider clock, Action<int> progress)
{
    private const double Detail = 0.15;

    private int loaded;

    /// <summary>How many are in the database for good; each is whole, even if the load was stopped.</summary>
    public int Loaded => loaded;

    /// <summary>Loads so many people with the lowest NHS numbers that are free; fewer when the numbers run out.</summary>
    public Task LoadAsync(int people, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            FreeNumbersAsync(people, cancel),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 2, 4), CancellationToken = cancel },
            LoadBatchAsync
        );

    private async ValueTask LoadBatchAsync(NhsNumber[] numbers, CancellationToken cancel)
    {
        var batch = Array.ConvertAll(
            numbers,
            number => DemoInvention.Of(cast, DemoDraw.For(number, seed), number, DemoNumbers.RisingIdOf(number), deaths, Detail)
        );
        await using var connection = await pool.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await new BulkLoader(connection, SystemGrant.DemoData(), "demo-data", clock).LoadBatchAsync(batch, cancel);
        await transaction.CommitAsync(cancel);
        progress(Interlocked.Add(ref loaded, numbers.Length));
    }

    private async IAsyncEnumerable<NhsNumber[]> FreeNumbersAsync(
        int people,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var connection = await pool.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RowContext.Of(SystemGrant.DemoData()).SetAsync(connection, clock.GetUtcNow(), "demo-data", cancel);
        await using var taken = new NpgsqlCommand("select nhs_number from patients where nhs_number = any($1)", connection);
        var asked = taken.Parameters.Add(new NpgsqlParameter());
        var waiting = new List<NhsNumber>();
        foreach (var candidates in DemoNumbers.All().Chunk(BulkLoader.BatchSize))
        {
            asked.Value = Array.ConvertAll(candidates, number => number.Digits);
            var used = new HashSet<string>();
            await using (var reader = await taken.ExecuteReaderAsync(cancel))
            {
                while (await reader.ReadAsync(cancel))
                {
                    used.Add(reader.GetString(0));
                }
            }

            waiting.AddRange(candidates.Where(number => !used.Contains(number.Digits)));
            while (waiting.Count >= Math.Min(people, BulkLoader.BatchSize))
            {
                var next = waiting.Take(Math.Min(people, BulkLoader.BatchSize)).ToArray();
                waiting.RemoveRange(0, next.Length);
                people -= next.Length;
                yield return next;
                if (people == 0)
                {
                    yield break;
                }
            }
        }

        if (waiting.Count > 0)
        {
            yield return [.. waiting];
        }
    }
}
