using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Tests.Scale;

/// <summary>A register of some thousand people, more than a caseload that is read whole, and what a question touches in it.</summary>
public sealed class LargeRegister : IAsyncLifetime
{
    private const int People = 7_000;

    public TestApp App { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await using var pool = NpgsqlDataSource.Create(App.Database.Owner);
        await using var db = new EpaccsDbContext(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql(pool).Options);
        var cast = await DemoCast.ReadAsync(db, London.Day(TimeProvider.System.GetUtcNow()), default);
        await new DemoCrowd(pool, cast, seed: 3, deaths: 0.4, TimeProvider.System, _ => { }).LoadAsync(People, default);
        await App.Database.RunAsync("analyze");
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Runs a question as the website would and tells which tables were read from end to end, and how many rows were fetched.</summary>
    public async Task<(string[] ReadWhole, long Fetched, T Answer)> TouchAsync<T>(Actor actor, string purpose, Guid? patientId, string sql)
    {
        await using var link = new NpgsqlConnection(App.Database.Owner);
        await link.OpenAsync();
        await using var transaction = await link.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(link)
        {
            // With sequential scans forbidden, one that happens means that nothing better exists.
            BatchCommands =
            {
                new("set local role epaccs_app"),
                new("set local enable_seqscan = off"),
                TestDatabase.ActAs(actor, purpose, patientId),
                new(sql),
            },
        };
        var answer = (T)(await batch.ExecuteScalarAsync())!;
        await using var touched = new NpgsqlCommand(
            """
            select coalesce(array_agg(relname::text) filter (where seq_scan > 0 and relname <> all ($1)), '{}'), sum(coalesce(idx_tup_fetch, 0))::bigint
            from pg_stat_xact_user_tables
            """,
            link
        )
        {
            Parameters = { new() { Value = new[] { "organisations", "posts", "users", "service_state" } } },
        };
        await using var reader = await touched.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetFieldValue<string[]>(0), reader.GetInt64(1), answer);
    }
}
