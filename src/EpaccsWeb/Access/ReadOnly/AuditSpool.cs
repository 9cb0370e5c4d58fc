using System.Security.Cryptography;
using System.Text.Json;
using EpaccsWeb.Data;
using Microsoft.AspNetCore.DataProtection;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>This node's audit lines while only the standby can be read: sealed, on its own disk before anything is shown.</summary>
public sealed class AuditSpool : IDisposable
{
    private const string Begin = "spool-";

    private readonly ServingMode mode;
    private readonly IDataProtector seal;
    private readonly ILogger<AuditSpool> log;
    private readonly SpoolFolder folder;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lazy<SpoolFile> own;

    public AuditSpool(ServingMode mode, SpoolFolder folder, IDataProtectionProvider protection, ILogger<AuditSpool> log)
    {
        (this.mode, this.folder, this.log) = (mode, folder, log);
        seal = protection.CreateProtector("audit-spool");
        own = new(
            () => SpoolFile.Create(Path.Combine(folder.Make(), $"{Begin}{Guid.NewGuid():N}.lines")),
            LazyThreadSafetyMode.PublicationOnly
        );
    }

    /// <summary>Lines that wait for the primary.</summary>
    public int Waiting { get; private set; }

    /// <summary>Makes the file beforehand, so that it is there, on disk too, when it is needed; and so that a folder that takes none is known.</summary>
    public void Prepare() => _ = own.Value;

    /// <summary>Keeps lines; false when the primary takes them. They are on disk when it returns true.</summary>
    /// <exception cref="AuditUnavailableException">They could not be kept: nothing is to be shown.</exception>
    public async Task<bool> TryAddAsync(IReadOnlyList<SpooledLine> lines, CancellationToken cancel)
    {
        if (mode.Spell is null)
        {
            return false;
        }

        await turn.WaitAsync(cancel);
        try
        {
            // Asked again, for the last of the spool may just have been replayed.
            if (mode.Spell is null)
            {
                return false;
            }

            await own.Value.AddAsync(lines.Select(line => seal.Protect(line.Write())), CancellationToken.None);
            Waiting += lines.Count;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new AuditUnavailableException(failure);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Hands over what waits, then goes on serving; nothing is spooled between the last line and that.</summary>
    public async Task EmptyAsync(Func<IReadOnlyList<SpooledLine>, Task> writeDown, CancellationToken cancel)
    {
        await EmptyLeftAsync(writeDown, cancel);
        var done = own.IsValueCreated ? await EmptyAsync(own.Value, 0, writeDown, cancel) : 0;
        await turn.WaitAsync(cancel);
        try
        {
            if (own.IsValueCreated)
            {
                await EmptyAsync(own.Value, done, writeDown, cancel);
                own.Value.Clear();
            }

            Waiting = 0;
            mode.Serve();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The same for files that a node left behind when it was killed. Those of nodes that run are theirs.</summary>
    public async Task EmptyLeftAsync(Func<IReadOnlyList<SpooledLine>, Task> writeDown, CancellationToken cancel)
    {
        foreach (var path in folder.Files($"{Begin}*.lines").Where(path => !own.IsValueCreated || path != own.Value.Path))
        {
            if (SpoolFile.Take(path) is not { } left)
            {
                continue;
            }

            using (left)
            {
                await EmptyAsync(left, 0, writeDown, cancel);
                left.Delete();
            }
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        if (own.IsValueCreated)
        {
            if (own.Value.End == 0)
            {
                own.Value.Delete();
            }

            own.Value.Dispose();
        }
    }

    private async Task<long> EmptyAsync(
        SpoolFile file,
        long from,
        Func<IReadOnlyList<SpooledLine>, Task> writeDown,
        CancellationToken cancel
    )
    {
        while (true)
        {
            var (texts, next) = await file.ReadAsync(from, cancel);
            if (texts.Length == 0)
            {
                if (next < file.End)
                {
                    log.LogWarning(
                        "The last audit line of a spool was not written to its end, and so was never acknowledged: {Bytes} bytes",
                        file.End - next
                    );
                }

                return next;
            }

            await writeDown([.. texts.Select(text => Read(text, file)).OfType<SpooledLine>()]);
            from = next;
        }
    }

    /// <summary>A line that nobody can read is kept beside, and told: it may be a key that is missing, or somebody's hand.</summary>
    private SpooledLine? Read(string text, SpoolFile file)
    {
        try
        {
            return SpooledLine.Read(seal.Unprotect(text));
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException)
        {
            File.AppendAllText(file.Path + ".unread", text + "\n");
            log.LogError("An audit line of a spool cannot be read; it is kept beside it: {Kind}", failure.GetType().Name);
            return null;
        }
    }
}

/// <summary>Where spooled audit lines lie.</summary>
public sealed record SpoolFolder(string Path)
{
    /// <summary>The setting Audit:SpoolFolder, else beside the heads of the audit chain.</summary>
    public static SpoolFolder Read(IConfiguration configuration, string beside) =>
        new(
            configuration["Audit:SpoolFolder"] is { Length: > 0 } set
                ? System.IO.Path.GetFullPath(set)
                : System.IO.Path.Combine(System.IO.Path.GetDirectoryName(beside)!, "spool")
        );

    public string Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Path;
    }

    public IEnumerable<string> Files(string pattern) => Directory.Exists(Path) ? Directory.GetFiles(Path, pattern).Order() : [];
}
