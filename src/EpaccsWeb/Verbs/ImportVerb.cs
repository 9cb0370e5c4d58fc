using System.Diagnostics;
using EpaccsWeb.Data;
using EpaccsWeb.Import;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Verbs;

/// <summary>Imports a register file from the command line; the operator acts for the organisation that holds the records.</summary>
internal static class ImportVerb
{
    private const string Help = """
        import FILE.csv [--dry-run] [--skip-refused] [--organisation ODS]
          Imports a register (CSV, UTF-8, header row). Writes everything in one transaction, or nothing.
          Every refused row is named on standard output, with line, column and what is wrong.
          --dry-run            check only
          --skip-refused       write the other rows although some are refused
          --organisation ODS   the organisation that holds the new records; else each person's GP practice
          Exit code: 0 written, or a dry run without refused rows; 1 refused rows stopped it; 2 wrong usage or unreadable file
        """;

    private static readonly string[] Switches = ["--dry-run", "--skip-refused"];

    public static Verb Verb { get; } = new("import", Help, RunAsync);

    private static async Task<int> RunAsync(VerbRun run)
    {
        var path = FileOf(run);
        await using var content = Open(path);
        await using var database = await run.DatabaseAsync();
        if (database.Server is not null)
        {
            await database.MigrateAsync(run.Cancel);
        }

        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddData(database.AppConnection)
            .BuildServiceProvider();
        var import = new RegisterImport(services.GetRequiredService<IDbContextFactory<EpaccsDbContext>>(), TimeProvider.System);
        var refused = new HashSet<int>();
        var order = new ImportOrder(
            null,
            run.Option("--organisation")?.ToUpperInvariant(),
            run.Has("--skip-refused"),
            Guid.NewGuid().ToString("N")
        )
        {
            FileName = Path.GetFileName(path),
            Refusing = problem =>
            {
                refused.Add(problem.Line);
                Console.WriteLine(problem);
            },
        };
        var started = Stopwatch.StartNew();
        try
        {
            var progress = Progress();
            var register = await import.CheckAsync(content, order, progress, run.Cancel);
            var report = register.Report;
            if (run.Has("--dry-run"))
            {
                Print(report);
                Console.WriteLine($"Dry run: nothing was written ({started.Elapsed.TotalSeconds:F1} s).");
                return report.Refused > 0 && !order.SkipRefused ? 1 : 0;
            }

            // The file is read again to be written; what is wrong with it was told already, but for what others have recorded since.
            var again = order with
            {
                Refusing = problem => TellOnce(refused, problem),
            };
            report = report.Refused > 0 && !order.SkipRefused ? report : await import.WriteAsync(register, again, progress, run.Cancel);
            Print(report);
            Console.WriteLine(
                report.Written
                    ? $"Written: {report.New:N0} records started, {report.Fills:N0} filled, in {started.Elapsed.TotalSeconds:F1} s."
                    : "Nothing was written, because rows are refused. Correct them, or leave them out with --skip-refused."
            );
            return report.Written ? 0 : 1;
        }
        catch (RegisterFileException unreadable)
        {
            throw new VerbProblem(unreadable.Message, 2);
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            throw new VerbProblem("The database is not at this version. Run migrate first.");
        }
    }

    private static string FileOf(VerbRun run)
    {
        var named = Array.IndexOf(run.Args, "--organisation") + 1;
        var rest = run
            .Args.Where((word, at) => !Switches.Contains(word) && word != "--organisation" && (named == 0 || at != named))
            .ToList();
        return rest is [{ Length: > 0 } path] && !path.StartsWith('-') && (named == 0 || named < run.Args.Length)
            ? path
            : throw new VerbProblem(Help, 2);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new VerbProblem(
                failure is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : "The file cannot be opened.",
                2
            );
        }
    }

    /// <summary>A line when a step has gone on for another two seconds.</summary>
    private static Action<ImportProgress> Progress()
    {
        var since = Stopwatch.StartNew();
        return step =>
        {
            if (since.Elapsed.TotalSeconds >= 2)
            {
                since.Restart();
                Console.WriteLine(step);
            }
        };
    }

    private static void TellOnce(HashSet<int> told, RowProblem problem)
    {
        if (!told.Contains(problem.Line))
        {
            Console.WriteLine(problem);
        }
    }

    private static void Print(ImportReport report)
    {
        Console.WriteLine($"Rows: {report.Rows:N0}");
        Console.WriteLine($"New: {report.New:N0}");
        Console.WriteLine($"Already here, same: {report.Same:N0}");
        Console.WriteLine($"Already here, fills blanks: {report.Fills:N0}");
        Console.WriteLine($"Refused: {report.Refused:N0}");
        if (report.WithoutVariance > 0)
        {
            Console.WriteLine($"Died elsewhere than wished, no reason given (kept as not recorded): {report.WithoutVariance:N0}");
        }

        if (report.Organisations.Count > 0)
        {
            var codes = string.Join(", ", report.Organisations.Take(20).Select(row => row.OdsCode));
            Console.WriteLine(
                $"Organisations {(report.Written ? "added" : "to add")}: {report.Organisations.Count:N0} ({codes}{(report.Organisations.Count > 20 ? ", …" : string.Empty)})"
            );
        }
    }
}
