using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Takes back what an import wrote and nobody has changed since, in one transaction; nothing is deleted.</summary>
/// <remarks>The door <c>import_parts</c> alone says what stands as the import left it: the preview counts what the undo then takes.</remarks>
public sealed class ImportUndo(IDbContextFactory<EpaccsDbContext> contexts, TimeProvider clock)
{
    private const int BatchSize = 500;

    private const string LockImport = "select 1 from past_imports where id = $1 and organisation_id = $2 and undone_at is null for update";

    private const string LockPlans = """
        select count(*) from (select from plans plan join import_entries entry on entry.patient_id = plan.patient_id
                              where entry.import_id = $1 order by plan.id for update of plan) locked
        """;

    private const string EndRecords = """
        insert into endings (id, patient_id, number, kind, reason, at, author_id, author_name, post_id, author_role, author_organisation)
        select gen_random_uuid(), patient_id, next_ending(patient_id), $2, $3, $4, $5, $6, $7, $8, $9 from unnest($1) as ended(patient_id)
        """;

    private const string ClosePlans =
        "update plans set version = version + 1, ended_as = $2, ended_in_error = true where patient_id = any($1)";

    private const string CountNoMore = "update counted_plans set counts = false, open = false where patient_id = any($1)";

    private const string Note = """
        update past_imports set undone_at = $2, undone_by = $3, records_ended = $4, taken_back = $5, left_alone = $6 where id = $1
        """;

    /// <summary>What an undo at this moment would do.</summary>
    public async Task<UndoPreview> PreviewAsync(PastImport past, Actor actor, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Acting = RowContext.Import(actor);
        return await StandingAsync(db, past.Id, cancel);
    }

    /// <summary>Undoes the import; a second time changes nothing.</summary>
    public async Task UndoAsync(PastImport past, Actor actor, string reference, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Acting = RowContext.Import(actor);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await RunAsync(db, LockImport, cancel, past.Id, actor.OrganisationId) is null)
        {
            return;
        }

        await RunAsync(db, LockPlans, cancel, past.Id);
        var standing = await StandingAsync(db, past.Id, cancel);
        var parts = await PartsAsync(db, past.Id, cancel);
        var now = clock.GetUtcNow();
        var because = $"The import of {ClinicalText.LongDate(London.Day(past.At))} was undone";
        await EndAsync(db, [.. parts.Where(part => part.Started).Select(part => part.PatientId)], actor, because, now, cancel);
        var writer = new UndoWriter(db, SystemGrant.RegisterImport(actor), actor, past, because, now);
        foreach (var batch in parts.Where(part => !part.Started).GroupBy(part => part.PatientId).Chunk(BatchSize))
        {
            await writer.WriteAsync(batch, cancel);
        }

        object by = actor.Signature;
        await RunAsync(db, Note, cancel, past.Id, now.UtcDateTime, by, standing.RecordsEnded, standing.PartsTakenBack, standing.LeftAlone);
        var detail =
            $"register import undone: {standing.RecordsEnded} records ended, {standing.PartsTakenBack} filled parts taken back, {standing.LeftAlone} left";
        db.Add(AuditEntry.By(actor, AuditAction.Imported, detail, reference, now).About(parts.Select(part => part.PatientId)));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Ends records as entered in error, as their holder would: they stay, and nobody may know of them.</summary>
    private static async Task EndAsync(
        EpaccsDbContext db,
        Guid[] people,
        Actor actor,
        string because,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var kind = Slug.Of(EndingKind.EnteredInError);
        await RunAsync(
            db,
            EndRecords,
            cancel,
            people,
            kind,
            because,
            now.UtcDateTime,
            actor.UserId,
            actor.Name,
            actor.PostId,
            Slug.Of(actor.Role),
            actor.OrganisationName
        );
        await RunAsync(db, ClosePlans, cancel, people, kind);
        await RunAsync(db, CountNoMore, cancel, people);
    }

    private static async Task<UndoPreview> StandingAsync(EpaccsDbContext db, Guid importId, CancellationToken cancel) =>
        new(
            await db
                .Database.SqlQuery<StandingParts>(
                    $"""
                    select started as "Started", stays as "Stays", count(*)::int as "Count" from import_parts({importId}) group by started, stays
                    """
                )
                .ToListAsync(cancel)
        );

    private static Task<List<ImportedPart>> PartsAsync(EpaccsDbContext db, Guid importId, CancellationToken cancel) =>
        db
            .Database.SqlQuery<ImportedPart>(
                $"""
                select patient_id as "PatientId", started as "Started", part as "Part", row_id as "RowId"
                from import_parts({importId}) where stays is null order by patient_id
                """
            )
            .ToListAsync(cancel);

    private static async Task<object?> RunAsync(EpaccsDbContext db, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteScalarAsync(cancel);
    }
}
