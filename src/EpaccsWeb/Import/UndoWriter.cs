using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Takes out of force, by new rows, what an import had filled in records that existed before; inside the undo's transaction.</summary>
internal sealed class UndoWriter(EpaccsDbContext db, SystemGrant grant, Actor author, PastImport past, string because, DateTimeOffset now)
{
    private readonly RecordRows rows = new(db, now);
    private readonly DeathTelling telling = new(db, now);
    private readonly List<Guid> ended = [];
    private readonly List<Guid> leftHome = [];

    public async Task WriteAsync(IGrouping<Guid, ImportedPart>[] people, CancellationToken cancel)
    {
        var ids = people.Select(parts => parts.Key).ToArray();
        var records = await new RecordedPeople(db).RecordsAsync(ids, cancel);
        foreach (var parts in people)
        {
            TakeBack(records[parts.Key], [.. parts]);
        }

        await EndLinksAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await telling.TellAsync([], cancel);
        db.ChangeTracker.Clear();
    }

    private void TakeBack(RecordedPerson record, List<ImportedPart> taken)
    {
        var parts = taken.Select(part => part.RowId).ToHashSet();
        ended.AddRange(taken.Where(part => part.Part is "team").Select(part => part.RowId));
        var plan = record.Plan;
        foreach (var row in plan.Sections.Where(row => parts.Contains(row.Id)).ToList())
        {
            db.Add(plan.TakeBackLoaded(row, grant, author, because, now));
        }

        var home = record.Details.CareHomeCode is null ? null : record.CareHomeId;
        if (home is null && record.CareHomeId is not null)
        {
            leftHome.Add(record.PatientId);
        }

        var consents = record.Consents.Concat(record.Consents.Where(row => parts.Contains(row.Id)).Select(NotRecorded)).ToList();
        db.AddRange(consents.Skip(record.Consents.Count));
        List<Death> deaths = [.. record.Deaths];
        if (record.Deaths.FirstOrDefault(row => parts.Contains(row.Id)) is { } death)
        {
            deaths.Add(Before(record, death));
            db.Add(deaths[^1]);
            telling.Note(deaths[^1], author);
        }

        var patient = new Patient { Id = record.PatientId }.Apply(record.Details, record.GpPracticeId, home);
        var stillDead = record.DiedOn is not null && deaths.MaxBy(row => row.Number) is { Kind: not DeathEntryKind.Undone };
        rows.Follow(plan, patient, consents, deaths, stillDead);
    }

    /// <summary>Nothing was recorded before the import filled it; "not asked" gives nobody a way in.</summary>
    private Consent NotRecorded(Consent filled) =>
        rows.Entry(
            filled.PatientId,
            filled.Number + 1,
            filled.Purpose,
            new(ConsentStatus.NotAsked, London.Day(now), null, null, null, because + "; nothing was recorded before it."),
            author
        );

    private Death Before(RecordedPerson record, Death filled) =>
        record.Deaths.Where(row => row.Number < filled.Number).MaxBy(row => row.Number) is { } earlier
            ? rows.Entry(record, earlier.Kind, earlier.Answers, author, because)
            : rows.Entry(record, DeathEntryKind.Undone, filled.Answers, author, because);

    /// <summary>Ends what the import had begun: members of the team, and the residence that went with a care home.</summary>
    private async Task EndLinksAsync(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            update relationships set ends_at = $1
            where ends_at is null and (id = any($2) or (patient_id = any($3) and source = 'residence' and started_at = $4))
            """,
            (NpgsqlConnection)db.Database.GetDbConnection()
        )
        {
            Parameters =
            {
                new() { Value = now.UtcDateTime },
                new() { Value = ended.ToArray() },
                new() { Value = leftHome.ToArray() },
                new() { Value = past.At.UtcDateTime },
            },
        };
        await command.ExecuteNonQueryAsync(cancel);
        ended.Clear();
        leftHome.Clear();
    }
}
