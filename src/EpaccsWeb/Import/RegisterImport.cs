using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Checks a register file, and writes it in one transaction. The file is streamed, never held whole.</summary>
public sealed class RegisterImport(IDbContextFactory<EpaccsDbContext> contexts, TimeProvider clock)
{
    private const int BatchSize = BulkLoader.BatchSize;

    /// <summary>Sorts every row into its group and writes nothing but one audit line.</summary>
    /// <exception cref="RegisterFileException">The file cannot be read as a register.</exception>
    public async Task<CheckedRegister> CheckAsync(
        Stream content,
        ImportOrder order,
        Action<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var file = new RegisterFile(content);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Acting = RowContext.Import(order.Actor);
        var organisations = await ImportOrganisations.LoadAsync(db, order, cancel);
        var scan = RegisterScan.Of(file, progress, cancel);
        var report = new ImportReport { Refusing = order.Refusing };
        var judge = new RowJudge(scan, order, organisations, new RecordedPeople(db), clock.GetUtcNow());
        await foreach (var batch in AheadAsync(file.Rows().Chunk(BatchSize).Select(judge.Read)))
        {
            var rows = await judge.JudgeAsync(batch, locked: false, cancel);
            Note(report, organisations, rows);
            if (!order.MayGoOn(rows.Count(row => row.Blocked)))
            {
                await AuditAsync(db, order, report.Detail("stopped"), judge.Compared, cancel);
                throw new RegisterFileException(ImportDesk.TooManyBlocked);
            }

            progress?.Invoke(new("Checking", report.Rows, scan.Rows));
        }

        report.Organisations = [.. organisations.Added];
        await AuditAsync(db, order, report.Detail("preview"), judge.Compared, cancel);
        return new(file, scan, report, judge.Compared);
    }

    /// <summary>Checks every row again and writes all that are not refused; nothing when one is refused and may not be skipped.</summary>
    public async Task<ImportReport> WriteAsync(
        CheckedRegister checkedFile,
        ImportOrder order,
        Action<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Acting = RowContext.Import(order.Actor);
        if (checkedFile.Report is { New: 0, Fills: 0 } nothing && (nothing.Refused == 0 || order.SkipRefused))
        {
            db.Add(nothing.Keep(Guid.CreateVersion7(), clock.GetUtcNow(), order));
            await AuditAsync(db, order, nothing.Detail("written"), checkedFile.Compared, cancel);
            nothing.Written = true;
            return nothing;
        }

        var report = new ImportReport { Refusing = order.Refusing };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            var entries = new ImportEntries(db, clock.GetUtcNow());
            var compared = await WriteAsync(db, checkedFile, order, entries, report, progress, cancel);
            if (report.Refused > 0 && !order.SkipRefused)
            {
                await transaction.RollbackAsync(cancel);
                return report;
            }

            db.Add(report.Keep(entries.ImportId, entries.At, order));
            await AuditAsync(db, order, report.Detail("written"), compared, cancel);
            await transaction.CommitAsync(cancel);
            report.Written = true;
            return report;
        }
        catch (Exception failure) when (Overtaken(failure))
        {
            throw new RegisterFileException(
                "Someone else has just recorded one of these people or organisations. Nothing was written; import the file again."
            );
        }
    }

    /// <summary>Another save took a key between the look-up and the write.</summary>
    private static bool Overtaken(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.ForeignKeyViolation;

    /// <summary>Writes what is accepted, and gives whose records rows were compared with.</summary>
    private async Task<IReadOnlyCollection<Guid>> WriteAsync(
        EpaccsDbContext db,
        CheckedRegister checkedFile,
        ImportOrder order,
        ImportEntries entries,
        ImportReport report,
        Action<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var now = entries.At;
        var grant = SystemGrant.RegisterImport(order.Actor);
        var organisations = await ImportOrganisations.LoadAsync(db, order, cancel);
        await organisations.AddAsync(db, checkedFile.Report.Organisations, cancel);
        report.Organisations = checkedFile.Report.Organisations;
        var judge = new RowJudge(checkedFile.Scan, order, organisations, new RecordedPeople(db), now);
        var maker = new ImportedRecord(order, organisations, now);
        var loader = new BulkLoader((NpgsqlConnection)db.Database.GetDbConnection(), grant, order.Reference, clock);
        var fills = new FillWriter(db, grant, order, organisations, now);
        var opened = new AgainWriter(db, grant, maker, now);
        await foreach (var batch in AheadAsync(checkedFile.File.Rows().Chunk(BatchSize).Select(judge.Read)))
        {
            var rows = await judge.JudgeAsync(batch, locked: true, cancel);
            rows.ForEach(report.Count);
            if (report.Refused > 0 && !order.SkipRefused)
            {
                // Nothing will be written; the rest is read on only to tell what is wrong.
                progress?.Invoke(new("Checking", report.Rows, checkedFile.Scan.Rows));
                continue;
            }

            var records = rows.Where(row => row is { Kind: RowKind.New, Again: null }).Select(row => maker.Of(row.Person!)).ToList();
            if (records.Count > 0)
            {
                await loader.LoadBatchAsync(records, cancel);
            }

            var filled = rows.Select(row => row.Fill).OfType<RecordFill>().ToList();
            var before = filled.Select(fill => (fill.Record.PatientId, fill.Record.Plan.Version)).ToList();
            await fills.WriteAsync(filled, cancel);
            var again = await opened.WriteAsync([.. rows.Where(row => row.Again is not null)], cancel);
            await entries.WriteAsync([.. records.Select(record => record.PatientId), .. again], before, cancel);
            progress?.Invoke(new("Writing", report.Rows, checkedFile.Scan.Rows));
        }

        return judge.Compared;
    }

    /// <summary>Makes the next batch on another core while the one before is written.</summary>
    private static async IAsyncEnumerable<T> AheadAsync<T>(IEnumerable<T> batches)
    {
        using var source = batches.GetEnumerator();
        var next = Task.Run(source.MoveNext);
        try
        {
            while (await next)
            {
                var batch = source.Current;
                next = Task.Run(source.MoveNext);
                yield return batch;
            }
        }
        finally
        {
            // Whoever stops early must not leave the file being read.
            await next.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static void Note(ImportReport report, ImportOrganisations organisations, List<JudgedRow> rows)
    {
        foreach (var row in rows)
        {
            report.Count(row);
            if (row.Kind is not RowKind.Refused)
            {
                organisations.Use(row.Person!);
            }
        }
    }

    /// <summary>One line with counts and whose records were compared, in the transaction that is open if there is one.</summary>
    private async Task AuditAsync(
        EpaccsDbContext db,
        ImportOrder order,
        string detail,
        IReadOnlyCollection<Guid> compared,
        CancellationToken cancel
    )
    {
        var line = AuditEntry.By(order.Actor, AuditAction.Imported, $"register import {detail}", order.Reference, clock.GetUtcNow());
        db.Add(line.About(compared));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }
}

/// <summary>A file that was checked, ready to be written.</summary>
/// <param name="Compared">Whose records its rows were compared with.</param>
public sealed record CheckedRegister(RegisterFile File, RegisterScan Scan, ImportReport Report, IReadOnlyCollection<Guid> Compared);
