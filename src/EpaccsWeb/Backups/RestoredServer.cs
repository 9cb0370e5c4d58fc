using EpaccsWeb.PrivatePostgres;
using Npgsql;

namespace EpaccsWeb.Backups;

/// <summary>A restored PostgreSQL that runs closed to the network, in a folder of its own.</summary>
internal sealed class RestoredServer(string root, string socket, BackupNote note, PostgresBinaries binaries, PostgresProcess run)
    : IAsyncDisposable
{
    private bool stopped;

    public string Root => root;

    public BackupNote Backup => note;

    public string Log => Path.Combine(root, "restore.log");

    public int LogFiles { get; set; }

    /// <summary>When the last transaction was committed that is in it, as PostgreSQL says; null when there was none in the log.</summary>
    public string? LastChange { get; set; }

    /// <summary>The same database and role as in another connection string, here.</summary>
    public string Connection(string like)
    {
        var other = new NpgsqlConnectionStringBuilder(like);
        return new NpgsqlConnectionStringBuilder
        {
            Host = socket,
            Port = 5432,
            Database = other.Database,
            Username = other.Username,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Pooling = false,
        }.ConnectionString;
    }

    /// <summary>When PostgreSQL runs as another user, that user must own its folders.</summary>
    public async Task GiveAsync()
    {
        if (run.Owner is { } owner)
        {
            await PostgresProcess.ExecuteAsync(["chown", "--recursive", "--no-dereference", owner, root, socket]);
        }
    }

    public Task<PostgresResult> ControlAsync(params string[] how) => run.RunAsync([binaries.Control, .. how]);

    public async ValueTask DisposeAsync()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        if (File.Exists(Path.Combine(root, "data", "postmaster.pid")))
        {
            await ControlAsync("stop", "--silent", "--wait", "--mode=fast", "--timeout=600", $"--pgdata={Path.Combine(root, "data")}");
        }

        Directory.Delete(socket, recursive: true);
    }
}
