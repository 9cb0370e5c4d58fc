using System.Diagnostics;
using System.Globalization;
using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>One PostgreSQL that a drill may kill: in a folder of its own, closed to the network, durable unless told otherwise.</summary>
internal sealed class PrivateServer
{
    private readonly PostgresProcess run;
    private readonly PostgresBinaries binaries;

    private PrivateServer(string folder, PostgresProcess run, PostgresBinaries binaries) =>
        (Folder, this.run, this.binaries) = (folder, run, binaries);

    public string Folder { get; }

    public string Data => Path.Combine(Folder, "data");

    public string Log => Path.Combine(Folder, "server.log");

    /// <summary>Settings of PostgreSQL's own, beside the usual ones; read at the next start.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public string Connection => To("epaccs", "epaccs");

    /// <summary>Of the socket, and of TCP where a drill lets it listen.</summary>
    public int Port => int.Parse(Settings.GetValueOrDefault("port", "5432"), CultureInfo.InvariantCulture);

    public bool Runs => File.Exists(Path.Combine(Data, "postmaster.pid"));

    /// <summary>Makes the data folder, without starting anything.</summary>
    public static async Task<PrivateServer> MakeAsync(string folder)
    {
        var server = await AtAsync(folder);
        await server.DoAsync(
            server.binaries.InitDb,
            $"--pgdata={server.Data}",
            "--username=epaccs",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--auth=trust",
            "--no-instructions"
        );
        return server;
    }

    /// <summary>A data folder that is there already.</summary>
    public static async Task<PrivateServer> InAsync(string folder, Dictionary<string, string> settings)
    {
        var server = await AtAsync(folder);
        foreach (var (name, value) in settings)
        {
            server.Settings[name] = value;
        }

        return server;
    }

    /// <summary>Copies a running server; started, the copy follows it.</summary>
    public async Task<PrivateServer> FollowedAsync(string folder, string name)
    {
        var standby = await AtAsync(folder);
        if (Directory.Exists(standby.Data))
        {
            Directory.Delete(standby.Data, recursive: true);
        }

        await DoAsync(
            Path.Combine(binaries.Folder, "pg_basebackup"),
            $"--pgdata={standby.Data}",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--write-recovery-conf",
            $"--dbname=host={Folder} port={Port} user=epaccs application_name={name}"
        );
        return standby;
    }

    /// <summary>Takes changed settings over without a stop.</summary>
    public async Task ReloadAsync()
    {
        await WriteSettingsAsync();
        await RunAsync("select pg_reload_conf()");
    }

    public async Task StartAsync()
    {
        await WriteSettingsAsync();
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            // Settings of its own file only: what a copy brought with it, such as for whom its original waited, does not hold.
            var started = await run.RunAsync(
                binaries.Control,
                "start",
                "--silent",
                "--wait",
                "--timeout=120",
                $"--pgdata={Data}",
                $"--log={Log}",
                $"--options=-c config_file='{Path.Combine(Data, "drill.conf")}'"
            );
            if (started.Succeeded)
            {
                return;
            }

            // The helpers of a server that was killed may need a moment to notice and end.
            if (watch.Elapsed > TimeSpan.FromSeconds(20))
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {(await File.ReadAllLinesAsync(Log)).LastOrDefault()}");
            }
        }
    }

    private Task WriteSettingsAsync() =>
        File.WriteAllLinesAsync(
            Path.Combine(Data, "drill.conf"),
            new Dictionary<string, string>
            {
                ["listen_addresses"] = "",
                ["unix_socket_directories"] = Folder,
                ["unix_socket_permissions"] = "0700",
                ["max_connections"] = "150",
                ["shared_buffers"] = "256MB",
                ["jit"] = "off",
                ["timezone"] = "UTC",
                ["log_timezone"] = "UTC",
                ["log_min_error_statement"] = "panic",
                ["log_parameter_max_length_on_error"] = "0",
                ["log_error_verbosity"] = "terse",
            }
                .Concat(Settings)
                .Select(pair => $"{pair.Key} = '{pair.Value.Replace("'", "''", StringComparison.Ordinal)}'")
        );

    /// <summary>What no program can prepare for: the server and all its helpers end at once.</summary>
    public void Kill() => ToAll(Signals.Kill);

    /// <summary>It goes on being there, and answers nobody.</summary>
    public void Freeze() => ToAll(id => Signals.Kill(id, "STOP"));

    public void Thaw() => ToAll(id => Signals.Kill(id, "CONT"));

    /// <summary>Ends every server below a folder, such as a standby, or one that a drill which failed has left frozen.</summary>
    public static void KillAllIn(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories))
        {
            ToAll(Path.GetDirectoryName(file)!, Signals.Kill);
        }
    }

    private void ToAll(Action<int> signal) => ToAll(Data, signal);

    private static void ToAll(string data, Action<int> signal)
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var helpers = Signals.ChildrenOf(postmaster);
        foreach (var id in (int[])[postmaster, .. helpers])
        {
            signal(id);
        }
    }

    public Task StopAsync(string mode = "fast") =>
        DoAsync(binaries.Control, "stop", "--silent", "--wait", $"--mode={mode}", "--timeout=60", $"--pgdata={Data}");

    /// <summary>Starts it again whatever state it is in.</summary>
    public async Task RestartAsync()
    {
        if (Runs)
        {
            Kill();
        }

        await StartAsync();
    }

    /// <summary>Runs another program as the user that PostgreSQL runs as, until its end.</summary>
    public async Task<string> BesideAsync(params string[] command) => (await run.RunAsync(command)).LastWords;

    /// <summary>Puts a file into the server's folder that only the server may read, as it demands of a key.</summary>
    public async Task PutAsync(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(file, text);
        await PostgresProcess.ExecuteAsync(["chmod", "600", file]);
        if (run.Owner is { } owner)
        {
            await PostgresProcess.ExecuteAsync(["chown", owner, file]);
        }
    }

    public Task PromoteAsync() => DoAsync(binaries.Control, "promote", "--silent", "--wait", "--timeout=60", $"--pgdata={Data}");

    public string To(string database, string user) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = Folder,
            Port = Port,
            Database = database,
            Username = user,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Pooling = false,
        }.ConnectionString;

    public async Task<T> ValueAsync<T>(string sql, string database = "epaccs")
    {
        await using var link = new NpgsqlConnection(To(database, "epaccs"));
        await link.OpenAsync();
        await using var command = new NpgsqlCommand(sql, link) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql, string database = "epaccs")
    {
        await using var link = new NpgsqlConnection(To(database, "epaccs"));
        await link.OpenAsync();
        await using var command = new NpgsqlCommand(sql, link) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PrivateServer> AtAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var options = LocalPostgresOptions.ForTests(folder);
        var run = await PostgresProcess.FindAsync(options);
        if (run.Owner is { } owner)
        {
            await PostgresProcess.ExecuteAsync(["chown", "--recursive", owner, folder]);
        }

        return new(folder, run, await PostgresBinaries.FindAsync(options, null, _ => { }, default));
    }

    private async Task DoAsync(params string[] command)
    {
        var done = await run.RunAsync(command);
        if (!done.Succeeded)
        {
            throw new InvalidOperationException($"{Path.GetFileName(command[0])} failed: {done.LastWords}");
        }
    }
}
