using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Backups;

/// <summary>Takes one base backup of a running PostgreSQL with its own pg_basebackup; nothing unsealed touches the disk.</summary>
internal sealed class BaseBackup(BackupFolder folder, byte[] key, string connection, TimeProvider clock)
{
    public async Task<BackupNote> TakeAsync(LocalPostgresOptions options, CancellationToken cancel)
    {
        var (system, version) = await AskAsync(cancel);
        var binaries = await PostgresBinaries.FindAsync(options, null, _ => { }, cancel);
        var program = Path.Combine(binaries.Folder, "pg_basebackup");
        if (!File.Exists(program))
        {
            throw new BackupException(
                $"{binaries.Folder} has no pg_basebackup (the npm package has none): install PostgreSQL {version} "
                    + "(\"sudo apt-get install postgresql\"), or name a folder that has it in LocalPostgres__Binaries."
            );
        }

        if (folder.Complete().Any(note => note.System != system))
        {
            throw new BackupException($"{folder.Root} holds backups of another database: give each database a folder of its own.");
        }

        var started = clock.GetUtcNow();
        var name = folder.Begin(started);
        try
        {
            var first = await FirstLogAsync(cancel);
            await RunAsync(program, name, cancel);
            var bytes = new FileInfo(folder.SealedBase(name)).Length;
            var note = new BackupNote(name, started, clock.GetUtcNow(), system, version, first, bytes);
            await folder.FinishAsync(note, cancel);
            return note;
        }
        catch
        {
            folder.Discard(name);
            throw;
        }
    }

    /// <summary>How libpq's programs are told where the database is; a password travels in the environment, never in the command.</summary>
    public static Dictionary<string, string> Surroundings(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var hosts = (settings.Host ?? string.Empty).Split(',').Select(host => Split(host.Trim(), settings.Port)).ToList();
        var named = new Dictionary<string, string>
        {
            ["PGHOST"] = string.Join(',', hosts.Select(host => host.Host)),
            ["PGPORT"] = string.Join(',', hosts.Select(host => host.Port)),
            ["PGUSER"] = settings.Username ?? string.Empty,
            ["PGCONNECT_TIMEOUT"] = "15",
            ["PGAPPNAME"] = "epaccs backup",
        };
        if (settings.Password is { Length: > 0 } password)
        {
            named["PGPASSWORD"] = password;
        }

        if (settings.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull)
        {
            named["PGSSLMODE"] =
                settings.SslMode is SslMode.Require ? "require"
                : settings.SslMode is SslMode.VerifyCA ? "verify-ca"
                : "verify-full";
        }

        if (settings.RootCertificate is { Length: > 0 } root)
        {
            named["PGSSLROOTCERT"] = root;
        }

        return named;

        static (string Host, string Port) Split(string host, int port) =>
            !host.StartsWith('/') && host.LastIndexOf(':') is var at and > 0 && host.IndexOf(':', StringComparison.Ordinal) == at
                ? (host[..at], host[(at + 1)..])
                : (host, $"{port}");
    }

    private async Task RunAsync(string program, string name, CancellationToken cancel)
    {
        string[] how = ["--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--no-password", $"--label=epaccs {name}"];
        var start = new ProcessStartInfo(program, how)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in Surroundings(connection))
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start) ?? throw new Win32Exception(2);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await using var into = new FileStream(folder.SealedBase(name), FileMode.CreateNew, FileAccess.Write);
            var pipe = new System.IO.Pipelines.Pipe();
            var packing = PackAsync(process.StandardOutput.BaseStream, pipe.Writer, cancel);
            await SealedFile.SealAsync(pipe.Reader.AsStream(), into, key, name, cancel);
            await packing;
            into.Flush(flushToDisk: true);
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        if (process.ExitCode != 0)
        {
            var said = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("it did not say why");
            throw new BackupException($"pg_basebackup failed: {said}");
        }
    }

    private static async Task PackAsync(Stream plain, System.IO.Pipelines.PipeWriter into, CancellationToken cancel)
    {
        Exception? failed = null;
        try
        {
            await using var pack = new GZipStream(into.AsStream(leaveOpen: true), CompressionLevel.Fastest);
            await plain.CopyToAsync(pack, cancel);
        }
        catch (Exception failure)
        {
            failed = failure;
            throw;
        }
        finally
        {
            await into.CompleteAsync(failed);
        }
    }

    private async Task<(string System, int Version)> AskAsync(CancellationToken cancel)
    {
        await using var link = new NpgsqlConnection(connection);
        await link.OpenAsync(cancel);
        await using var ask = new NpgsqlCommand(
            "select system_identifier::text, current_setting('server_version_num')::int / 10000 from pg_control_system()",
            link
        );
        await using var row = await ask.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetString(0), row.GetInt32(1));
    }

    /// <summary>The file that is being written now: the backup's own first one is this or a later one.</summary>
    private async Task<string> FirstLogAsync(CancellationToken cancel)
    {
        await using var link = new NpgsqlConnection(connection);
        await link.OpenAsync(cancel);
        await using var ask = new NpgsqlCommand("select pg_walfile_name(pg_current_wal_lsn())", link);
        return (string)(await ask.ExecuteScalarAsync(cancel))!;
    }
}
