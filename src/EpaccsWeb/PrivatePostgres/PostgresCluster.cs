using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>One server and its data: made, started, found running and stopped. The caller holds the folder's lock.</summary>
internal sealed class PostgresCluster(PostgresFolders folders, PostgresBinaries binaries, PostgresProcess run)
{
    private const int SocketLine = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The socket folder of the server if it runs, waiting while it is still starting or stopping.</summary>
    public async Task<string?> FindRunningAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        while (SocketInPidFile() is { } socket)
        {
            if (await AnswersAsync(socket, cancel))
            {
                return socket;
            }

            if (!IsOurs())
            {
                return null;
            }

            if (watch.Elapsed > Patience)
            {
                throw new LocalPostgresException($"The private PostgreSQL runs but does not answer: see {folders.Log}.");
            }

            await Task.Delay(30, cancel);
        }

        return null;
    }

    /// <summary>Makes the data if there are none; a half-made folder of an interrupted run is thrown away.</summary>
    public async Task<bool> CreateAsync(bool fastAndUnsafe)
    {
        if (folders.Major is not null)
        {
            return false;
        }

        if (Directory.Exists(folders.NewData))
        {
            Directory.Delete(folders.NewData, recursive: true);
        }

        if (Directory.Exists(folders.Data))
        {
            throw new LocalPostgresException(
                $"{folders.Data} is not a PostgreSQL data folder: move it away, or set LocalPostgres__Directory."
            );
        }

        string[] unsafely = fastAndUnsafe ? ["--no-sync"] : [];
        var made = await run.RunAsync([
            binaries.InitDb,
            $"--pgdata={folders.NewData}",
            $"--username={LocalPostgres.Owner}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--auth=trust",
            "--no-instructions",
            .. unsafely,
        ]);
        if (!made.Succeeded)
        {
            throw new LocalPostgresException($"PostgreSQL could not make its data folder: {made.LastWords}");
        }

        await File.AppendAllTextAsync(Path.Combine(folders.NewData, "postgresql.conf"), "\ninclude 'epaccs.conf'\n");
        Directory.Move(folders.NewData, folders.Data);
        return true;
    }

    /// <summary>Starts the server and returns its socket folder.</summary>
    public async Task<string> StartAsync(bool fastAndUnsafe)
    {
        RemoveStale();
        var socket = await folders.SocketFolderAsync(run);
        var settings = PostgresSettings.Text(socket, fastAndUnsafe);
        await File.WriteAllTextAsync(Path.Combine(folders.Data, "epaccs.conf"), settings);

        var watch = Stopwatch.StartNew();
        while (true)
        {
            File.Delete(folders.Log);
            // pg_ctl gives the server a session of its own, so that Ctrl-C reaches us and not the server.
            var started = await run.RunAsync(
                binaries.Control,
                "start",
                "--silent",
                "--wait",
                "--timeout=600",
                $"--pgdata={folders.Data}",
                $"--log={folders.Log}"
            );
            if (started.Succeeded)
            {
                return socket;
            }

            var said = File.Exists(folders.Log) ? await File.ReadAllTextAsync(folders.Log) : started.Errors;
            // The helpers of a server that was killed may need a moment to notice and end.
            if (watch.Elapsed > TimeSpan.FromSeconds(20) || !said.Contains("shared memory block", StringComparison.Ordinal))
            {
                folders.Forget(socket);
                var why = said.Split('\n').FirstOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal));
                throw new LocalPostgresException($"PostgreSQL did not start: {why ?? started.LastWords}");
            }

            await Task.Delay(200);
        }
    }

    /// <summary>Stops the server and leaves nothing but its data and its log.</summary>
    public async Task StopAsync(string socket)
    {
        var stopped = await run.RunAsync(
            binaries.Control,
            "stop",
            "--silent",
            "--wait",
            "--mode=fast",
            "--timeout=600",
            $"--pgdata={folders.Data}"
        );
        if (!stopped.Succeeded && File.Exists(folders.Pid))
        {
            throw new LocalPostgresException($"PostgreSQL did not stop: {stopped.LastWords}");
        }

        folders.Forget(socket);
    }

    private string? SocketInPidFile()
    {
        try
        {
            var lines = File.ReadAllLines(folders.Pid);
            // The server writes this file in steps; a line that is not there yet is one that will be.
            return lines.Length > SocketLine ? lines[SocketLine] : folders.Socket;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static async Task<bool> AnswersAsync(string socket, CancellationToken cancel)
    {
        try
        {
            var settings = LocalPostgres.Connection(socket, "postgres", LocalPostgres.Owner);
            settings.Pooling = false;
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException refused) when (refused is PostgresException or { InnerException: SocketException or IOException })
        {
            return false;
        }
    }

    /// <summary>Whether the process in the pid file is a server on these data, and not a stranger with a re-used number.</summary>
    private bool IsOurs()
    {
        try
        {
            var written = File.ReadAllLines(folders.Pid);
            using var process = Process.GetProcessById(int.Parse(written[0], CultureInfo.InvariantCulture));
            var theirs = $"/proc/{written[0]}/cwd/postmaster.pid";

            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && (!Directory.Exists("/proc/self") || File.ReadAllLines(theirs)[0] == written[0]);
        }
        catch (Exception gone)
            when (gone is ArgumentException or FormatException or IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>
    /// After a crash of the machine the number in the pid file may belong to another program, and PostgreSQL would refuse.
    /// A number that belongs to nobody is left to PostgreSQL, which also looks for helpers that still run.
    /// </summary>
    private void RemoveStale()
    {
        if (SocketInPidFile() is { } socket && !IsOurs())
        {
            var first = File.ReadLines(folders.Pid).FirstOrDefault();
            if (!int.TryParse(first, out var number) || Directory.Exists($"/proc/{number}"))
            {
                File.Delete(folders.Pid);
            }

            if (Directory.Exists(socket))
            {
                File.Delete(Path.Combine(socket, PostgresFolders.SocketFile));
                File.Delete(Path.Combine(socket, PostgresFolders.SocketFile + ".lock"));
                folders.Forget(socket);
            }
        }
    }
}
