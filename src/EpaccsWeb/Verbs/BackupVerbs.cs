using System.Diagnostics;
using System.Globalization;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Backups;
using EpaccsWeb.Data;
using EpaccsWeb.PrivatePostgres;

namespace EpaccsWeb.Verbs;

/// <summary>Backups and what is done with them: one verb each for taking, archiving the log, restoring, and the drill.</summary>
internal static class BackupVerbs
{
    private const string KeyHelp = "Backup__KeyFile (or Backup__Key) holds the key, 32 bytes in base64; without it nothing is done.";

    public static Verb Backup { get; } =
        new(
            "backup",
            $"""
            backup --to FOLDER
              Takes a base backup of the running database with pg_basebackup, sealed with AES-256-GCM, and touches Backup__StampFile.
              Needs a role that may replicate: ConnectionStrings__EpaccsBackup, else the owner's. {KeyHelp}
              Restoring to any later moment also needs the log: set archive_mode = on and archive_command to the verb archive-wal.
              Exit code: 0 done; 1 it could not be done, and nothing is left of it; 2 wrong usage
            """,
            run => GuardedAsync(run, BackupAsync)
        );

    public static Verb ArchiveWal { get; } =
        new(
            "archive-wal",
            $"""
            archive-wal FILE --to FOLDER
              Seals one file of PostgreSQL's log into the backups. For PostgreSQL's own settings:
              archive_command = 'Backup__KeyFile=KEYFILE dotnet EpaccsWeb.dll archive-wal "%p" --to FOLDER'
              {KeyHelp} Exit code: 0 it is there; anything else, and PostgreSQL keeps the file and tries again
            """,
            run => GuardedAsync(run, ArchiveAsync)
        );

    public static Verb Restore { get; } =
        new(
            "restore",
            $"""
            restore --from FOLDER --into NEWFOLDER [--until MOMENT]
              Makes NEWFOLDER/data from the last backup and the log after it, as the database was at MOMENT (2026-06-01T03:00:00Z, or
              with an offset), or at the end of the log. PostgreSQL recovers it, closed to the network, and is stopped again.
              Start it with pg_ctl, or as the private PostgreSQL with LocalPostgres__Directory=NEWFOLDER. Then run verify-audit, and
              record the restore with --accept-restore. {KeyHelp}
              Exit code: 0 done; 1 it could not be done, and nothing is left of it; 2 wrong usage
            """,
            run => GuardedAsync(run, RestoreAsync)
        );

    public static Verb RestoreDrill { get; } =
        new(
            "restore-drill",
            $"""
            restore-drill --from FOLDER [--into TEMPORARY]
              Proves the backups: restores them beside the running database to one moment, compares the number of rows and a hash of the
              contents of every table with the original at that moment, verifies the audit's chain, and throws the copy away. Writers wait
              for a moment only. Takes a backup first when there is none. Needs a superuser: ConnectionStrings__EpaccsBackup.
              {KeyHelp} Exit code: 0 all is equal; 1 something differs or could not be done; 2 wrong usage
            """,
            run => GuardedAsync(run, DrillAsync)
        );

    private static async Task<int> BackupAsync(VerbRun run)
    {
        Check(run, Backup, ["--to"], 0);
        var folder = new BackupFolder(run.Option("--to") ?? throw new VerbProblem(Backup.Help, 2));
        var key = BackupKey.Read(run.Configuration);
        var watch = Stopwatch.StartNew();
        await using var database = await run.DatabaseAsync();
        var note = await new BaseBackup(folder, key, Connection(run, database), TimeProvider.System).TakeAsync(Options(run), run.Cancel);
        Console.WriteLine(
            $"Backup {note.Name}: {note.SealedBytes / 1_048_576.0:N1} MB sealed in {folder.Root} after {watch.Elapsed.TotalSeconds:N1} s"
        );
        if (run.Configuration["Backup:StampFile"] is { Length: > 0 } stamp)
        {
            await File.WriteAllTextAsync(stamp, $"{note.Name}\n", run.Cancel);
        }

        return 0;
    }

    private static async Task<int> ArchiveAsync(VerbRun run)
    {
        Check(run, ArchiveWal, ["--to"], 1);
        var folder = new BackupFolder(run.Option("--to") ?? throw new VerbProblem(ArchiveWal.Help, 2));
        await new WalArchive(folder, BackupKey.Read(run.Configuration)).PutAsync(run.Args[0], run.Cancel);
        return 0;
    }

    private static async Task<int> RestoreAsync(VerbRun run)
    {
        Check(run, Restore, ["--from", "--into", "--until"], 0);
        if (run.Option("--from") is not { } from || run.Option("--into") is not { } into)
        {
            throw new VerbProblem(Restore.Help, 2);
        }

        var watch = Stopwatch.StartNew();
        var restoring = new Restoring(new(from), BackupKey.Read(run.Configuration), Options(run));
        var server = await restoring.StartAsync(into, new(Moment(run.Option("--until"))), run.Cancel);
        await Restoring.FinishAsync(server);
        Console.WriteLine(
            $"Restored from {server.Backup.Name} and {server.LogFiles} files of the log into {server.Root} after {watch.Elapsed.TotalSeconds:N1} s"
        );
        Console.WriteLine($"The last change in it: {server.LastChange ?? "that of the backup itself"}");
        Console.WriteLine("Start it, then run verify-audit; after a restore to an earlier moment, with --accept-restore REASON.");
        return 0;
    }

    private static async Task<int> DrillAsync(VerbRun run)
    {
        Check(run, RestoreDrill, ["--from", "--into"], 0);
        var folder = new BackupFolder(run.Option("--from") ?? throw new VerbProblem(RestoreDrill.Help, 2));
        var into = run.Option("--into") ?? Path.Combine(Path.GetTempPath(), $"epaccs-restore-{Guid.NewGuid():N}");
        var key = BackupKey.Read(run.Configuration);
        var audit = AuditChainOptions.Read(run.Configuration, run.Environment.ContentRootPath);
        await using var database = await run.DatabaseAsync();
        var drill = new RestoreDrill(Connection(run, database), folder, key, Options(run));
        var found = await drill.RunAsync(audit, into, Console.WriteLine, run.Cancel);
        foreach (var table in found.Tables.Where(table => table.Rows > 0))
        {
            Console.WriteLine($"  {table.Table}: {table.Rows:N0} rows");
        }

        foreach (var sentence in found.Differences.Concat(found.Audit.Findings.Select(finding => finding.Sentence)))
        {
            Console.WriteLine($"DIFFERS: {sentence}");
        }

        Console.WriteLine(
            $"Audit: {found.Audit.Entries:N0} sealed entries, {found.Audit.Anchors:N0} anchors, {(found.Audit.IsWhole ? "whole" : "NOT WHOLE")}"
        );
        Console.WriteLine(found.IsGood ? "Every table is equal: the backups are good." : "The backups are NOT good.");
        return found.IsGood ? 0 : 1;
    }

    private static async Task<int> GuardedAsync(VerbRun run, Func<VerbRun, Task<int>> work)
    {
        try
        {
            return await work(run);
        }
        catch (Exception problem) when (problem is BackupException or LocalPostgresException)
        {
            throw new VerbProblem(problem.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new VerbProblem($"A file could not be read or written: {failure.Message}");
        }
    }

    private static void Check(VerbRun run, Verb verb, string[] options, int words)
    {
        var rest = run.Args.Where((word, at) => !options.Contains(word) && (at == 0 || !options.Contains(run.Args[at - 1]))).ToList();
        if (rest.Count != words || rest.Exists(word => word.StartsWith('-')))
        {
            throw new VerbProblem(verb.Help, 2);
        }
    }

    private static LocalPostgresOptions Options(VerbRun run) =>
        LocalPostgresOptions.From(run.Configuration, run.Environment.ContentRootPath);

    private static string Connection(VerbRun run, EpaccsDatabase database) =>
        run.Configuration.GetConnectionString("EpaccsBackup") is { Length: > 0 } own ? own : database.OwnerConnection;

    private static DateTimeOffset? Moment(string? text) =>
        text is null ? null
        : text.IndexOf('T', StringComparison.Ordinal) is var time and > 0
        && text.AsSpan(time).ContainsAny("Z+-")
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
        : throw new VerbProblem("--until needs a moment with its offset, such as 2026-06-01T03:00:00Z.", 2);
}
