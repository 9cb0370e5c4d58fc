using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using EpaccsWeb.PrivatePostgres;

namespace EpaccsWeb.Backups;

/// <summary>How far a restore goes: to a moment, to a named point, or to the end of the archived log.</summary>
internal sealed record RestoreTarget(DateTimeOffset? Until = null, string? Point = null)
{
    public string Setting =>
        Point is not null ? $"recovery_target_name = '{Point}'"
        : Until is { } moment
            ? string.Create(CultureInfo.InvariantCulture, $"recovery_target_time = '{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'")
        : string.Empty;
}

/// <summary>Makes a data folder from a base backup and the log after it, and lets PostgreSQL itself recover it.</summary>
internal sealed partial class Restoring(BackupFolder from, byte[] key, LocalPostgresOptions options)
{
    /// <summary>Files of PostgreSQL's that only the recovery needs; the folder is left without them.</summary>
    private const string LogFolder = "epaccs_wal";
    private const string Settings = "epaccs_restore.conf";
    private const string Access = "epaccs_restore_hba.conf";
    private const string KeptSettings = "epaccs_restore_auto.conf";
    private const string OwnSettings = "postgresql.auto.conf";

    /// <summary>The recovered server runs, closed to the network; dispose the answer to stop it.</summary>
    /// <exception cref="BackupException">Nothing usable is left behind.</exception>
    public async Task<RestoredServer> StartAsync(string into, RestoreTarget target, CancellationToken cancel)
    {
        var root = Path.GetFullPath(into);
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
        {
            throw new BackupException($"{root} is not empty: nothing is restored over something else.");
        }

        var note = from.Before(target.Until);
        var run = await PostgresProcess.FindAsync(options);
        var binaries = await PostgresBinaries.FindAsync(options, note.Postgres, _ => { }, cancel);
        var data = Path.Combine(root, "data");
        BackupFolder.MakeClosed(root);
        BackupFolder.MakeClosed(data);
        var socket = Directory.CreateTempSubdirectory("epaccs-").FullName;
        var server = new RestoredServer(root, socket, note, binaries, run);
        try
        {
            await UnpackAsync(note, data, cancel);
            BackupFolder.MakeClosed(Path.Combine(data, LogFolder));
            server.LogFiles = await new WalArchive(from, key).OpenFromAsync(note.FirstLog, Path.Combine(data, LogFolder), cancel);
            await PrepareAsync(data, socket, target, cancel);
            await RecoverAsync(server, data, cancel);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            Directory.Delete(root, recursive: true);
            throw;
        }
    }

    /// <summary>Stops the server and leaves a folder as the original was, ready to be started.</summary>
    public static async Task FinishAsync(RestoredServer server)
    {
        await server.DisposeAsync();
        var data = Path.Combine(server.Root, "data");
        Directory.Delete(Path.Combine(data, LogFolder), recursive: true);
        File.Delete(Path.Combine(data, Settings));
        File.Delete(Path.Combine(data, Access));
        if (File.Exists(Path.Combine(data, KeptSettings)))
        {
            File.Move(Path.Combine(data, KeptSettings), Path.Combine(data, OwnSettings), overwrite: true);
        }
    }

    private async Task UnpackAsync(BackupNote note, string data, CancellationToken cancel)
    {
        await using var sealedBase = File.OpenRead(from.SealedBase(note.Name));
        await SealedFile.ReadAsync(
            sealedBase,
            key,
            note.Name,
            async packed =>
            {
                await using var plain = new GZipStream(packed, CompressionMode.Decompress);
                await TarFile.ExtractToDirectoryAsync(plain, data, overwriteFiles: false, cancel);
                // What follows the archive's end must be read too, or a cut-off end would not be seen.
                await plain.CopyToAsync(Stream.Null, cancel);
                await packed.CopyToAsync(Stream.Null, cancel);
            },
            cancel
        );
    }

    private static async Task PrepareAsync(string data, string socket, RestoreTarget target, CancellationToken cancel)
    {
        if (File.Exists(Path.Combine(data, OwnSettings)))
        {
            // They would hold over ours: the copy must not archive into the original's archive, nor wait for its standbys.
            File.Move(Path.Combine(data, OwnSettings), Path.Combine(data, KeptSettings));
        }

        File.Delete(Path.Combine(data, "standby.signal"));
        await File.WriteAllTextAsync(Path.Combine(data, "recovery.signal"), string.Empty, cancel);
        await File.WriteAllTextAsync(Path.Combine(data, Access), "local all all trust\n", cancel);
        var action = target.Setting.Length > 0 ? "recovery_target_action = 'promote'" : string.Empty;
        await File.WriteAllTextAsync(
            Path.Combine(data, Settings),
            $"""
            data_directory = '{data}'
            hba_file = '{Path.Combine(data, Access)}'
            listen_addresses = ''
            unix_socket_directories = '{socket}'
            unix_socket_permissions = 0700
            port = 5432
            hot_standby = off
            archive_mode = off
            max_connections = 20
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_min_error_statement = panic
            log_parameter_max_length_on_error = 0
            log_error_verbosity = terse
            restore_command = 'cp "{Path.Combine(data, LogFolder)}/%f" "%p"'
            {target.Setting}
            {action}

            """,
            cancel
        );
    }

    private static async Task RecoverAsync(RestoredServer server, string data, CancellationToken cancel)
    {
        await server.GiveAsync();
        var started = await server.ControlAsync(
            "start",
            "--silent",
            "--wait",
            "--timeout=86400",
            $"--pgdata={data}",
            $"--log={server.Log}",
            $"--options=-c config_file='{Path.Combine(data, Settings)}'"
        );
        // pg_ctl waits until the recovery has begun; the line of the pid file says when it has come to its end.
        var pid = Path.Combine(data, "postmaster.pid");
        while (started.Succeeded && Standing(pid) is { } standing && standing != "ready")
        {
            await Task.Delay(50, cancel);
        }

        var said = File.Exists(server.Log) ? await File.ReadAllTextAsync(server.Log, cancel) : started.Errors;
        if (!started.Succeeded || !File.Exists(pid))
        {
            var why = said.Split('\n').FirstOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal)) ?? started.LastWords;
            throw new BackupException(
                why.Contains("before configured recovery target", StringComparison.Ordinal)
                    ? "The archived log ends before that moment: it cannot be restored yet, or the log after it is not in the archive."
                    : $"PostgreSQL did not recover: {why}"
            );
        }

        server.LastChange = LastTransaction().Match(said) is { Success: true } match ? match.Groups["at"].Value : null;
    }

    /// <summary>What the server says of itself in its pid file; null when it has ended.</summary>
    private static string? Standing(string pid)
    {
        try
        {
            return File.ReadAllLines(pid).ElementAtOrDefault(7)?.Trim() ?? string.Empty;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        "(?:last completed transaction was at log time |recovery stopping before commit of transaction [0-9]+, time )(?<at>[0-9: .+-]+)",
        RegexOptions.ExplicitCapture | RegexOptions.RightToLeft,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex LastTransaction();
}
