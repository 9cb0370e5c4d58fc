using System.Globalization;
using System.Text.Json;

namespace EpaccsWeb.Backups;

/// <summary>Where backups lie: a folder a base backup, and one for the log that follows them. Everything of a person in it is sealed.</summary>
internal sealed class BackupFolder(string root)
{
    public const string Seal = ".sealed";
    private const string About = "backup.json";

    public string Root { get; } = Path.GetFullPath(root);

    public string Wal => Path.Combine(Root, "wal");

    private string Bases => Path.Combine(Root, "base");

    /// <summary>Base backups that came to their end, the oldest first.</summary>
    public IReadOnlyList<BackupNote> Complete() =>
        !Directory.Exists(Bases)
            ? []
            :
            [
                .. Directory
                    .EnumerateDirectories(Bases)
                    .Select(folder => Path.Combine(folder, About))
                    .Where(File.Exists)
                    .Select(Read)
                    .OrderBy(note => note.Ended),
            ];

    public string SealedBase(string name) => Path.Combine(Bases, name, "base.tar.gz" + Seal);

    /// <summary>A new name, and its folder, closed to others.</summary>
    public string Begin(DateTimeOffset at)
    {
        var name = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        MakeClosed(Path.Combine(Bases, name));
        return name;
    }

    /// <summary>Written last: a backup without it does not count.</summary>
    public async Task FinishAsync(BackupNote note, CancellationToken cancel)
    {
        var path = Path.Combine(Bases, note.Name, About);
        await File.WriteAllBytesAsync(path + ".part", JsonSerializer.SerializeToUtf8Bytes(note, JsonSerializerOptions.Web), cancel);
        File.Move(path + ".part", path);
    }

    /// <summary>Throws away what an interrupted backup left.</summary>
    public void Discard(string name) => Directory.Delete(Path.Combine(Bases, name), recursive: true);

    /// <summary>The latest backup that had ended before a moment; of all, when none is given.</summary>
    public BackupNote Before(DateTimeOffset? moment)
    {
        var all = Complete();
        return all.LastOrDefault(note => moment is null || note.Ended <= moment)
            ?? throw new BackupException(
                all.Count == 0
                    ? $"There is no complete backup in {Root}."
                    : $"The first complete backup ended at {all[0].Ended:u}: nothing before it can be restored."
            );
    }

    /// <summary>Makes a folder that nobody else may enter.</summary>
    public static void MakeClosed(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static BackupNote Read(string path) =>
        JsonSerializer.Deserialize<BackupNote>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
        ?? throw new BackupException($"{path} cannot be read.");
}

/// <summary>What is known of a base backup without its key.</summary>
/// <param name="System">PostgreSQL's own number of the database it came from.</param>
/// <param name="FirstLog">The first file of the log that a restore needs.</param>
internal sealed record BackupNote(
    string Name,
    DateTimeOffset Started,
    DateTimeOffset Ended,
    string System,
    int Postgres,
    string FirstLog,
    long SealedBytes
);

/// <summary>Why there is no backup or no restore, in one sentence for the operator.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
