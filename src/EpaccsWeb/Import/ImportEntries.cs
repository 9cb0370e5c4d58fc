using EpaccsWeb.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Keeps, inside the import's transaction, in whose records it wrote, so that it can be undone.</summary>
internal sealed class ImportEntries(EpaccsDbContext db, DateTimeOffset at)
{
    private const string Insert = """
        insert into import_entries (import_id, patient_id, started, version_before, version_after)
        select $1, plan.patient_id, $2, given.version_before, plan.version
        from unnest($3, $4) as given(patient_id, version_before) join plans plan on plan.patient_id = given.patient_id
        """;

    public Guid ImportId { get; } = Guid.CreateVersion7(at);

    /// <summary>The moment of everything the import writes, as exact as the database keeps it.</summary>
    public DateTimeOffset At { get; } = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    public async Task WriteAsync(Guid[] started, IReadOnlyList<(Guid PatientId, int Version)> filled, CancellationToken cancel)
    {
        await WriteAsync(true, started, new int[started.Length], cancel);
        await WriteAsync(false, [.. filled.Select(row => row.PatientId)], [.. filled.Select(row => row.Version)], cancel);
    }

    private async Task WriteAsync(bool started, Guid[] people, int[] before, CancellationToken cancel)
    {
        if (people.Length == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Insert, (NpgsqlConnection)db.Database.GetDbConnection())
        {
            Parameters =
            {
                new() { Value = ImportId },
                new() { Value = started },
                new() { Value = people },
                new() { Value = before },
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
