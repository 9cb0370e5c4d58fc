using System.Security.Cryptography;
using System.Text;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>The places of one private server, all closed to other people.</summary>
internal sealed class PostgresFolders
{
    /// <summary>The name of the socket's file; the number is no TCP port, nothing listens there.</summary>
    public const string SocketFile = ".s.PGSQL.5432";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int LongestSocketPath = 107;

    private PostgresFolders(string root) => Root = root;

    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    public string NewData => Path.Combine(Root, "data.new");

    public string Socket => Path.Combine(Root, "socket");

    public string Log => Path.Combine(Root, "server.log");

    public string Pid => Path.Combine(Data, "postmaster.pid");

    /// <summary>The version that made the data, or null before there are any.</summary>
    public int? Major
    {
        get
        {
            var file = Path.Combine(Data, "PG_VERSION");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var major) ? major : null;
        }
    }

    public static async Task<PostgresFolders> CreateAsync(string root, PostgresProcess run)
    {
        var folders = await MakeAsync(Path.GetFullPath(root), run);
        if (run.Owner is null || (await run.RunAsync("test", "-w", folders.Root)).Succeeded)
        {
            return folders;
        }

        // The other user cannot reach a folder below a closed home.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folders.Root)))[..16];
        return await MakeAsync(Path.Combine("/var/lib/epaccsweb-local-postgres", name), run);
    }

    /// <summary>Where the socket goes: in our folder, or in a short temporary one if the path were too long.</summary>
    public async Task<string> SocketFolderAsync(PostgresProcess run)
    {
        if (Fits(Socket))
        {
            return Socket;
        }

        var temporary = Directory.CreateTempSubdirectory("epaccs-").FullName;
        if (!Fits(temporary))
        {
            Directory.Delete(temporary);
#pragma warning disable S5443 // the name was random a moment ago, and the folder is closed to others
            temporary = Path.Combine("/tmp", Path.GetFileName(temporary));
#pragma warning restore S5443
            MakeClosed(temporary);
        }

        await GiveAsync(temporary, run);
        return temporary;
    }

    /// <summary>Removes a socket folder that was only temporary.</summary>
    public void Forget(string socket)
    {
        if (socket != Socket && Directory.Exists(socket))
        {
            Directory.Delete(socket, recursive: true);
        }
    }

    private static async Task<PostgresFolders> MakeAsync(string root, PostgresProcess run)
    {
        var folders = new PostgresFolders(root);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(root) ?? "/");
            MakeClosed(root);
            MakeClosed(folders.Socket);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new LocalPostgresException(
                $"The folder {root} belongs to somebody else: delete it, or set LocalPostgres__Directory.",
                refused
            );
        }

        await GiveAsync(root, run);
        return folders;
    }

    private static void MakeClosed(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LocalPostgresException(
                "The private PostgreSQL needs Linux or macOS: set ConnectionStrings__Epaccs to a server of yours."
            );
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
    }

    private static async Task GiveAsync(string folder, PostgresProcess run)
    {
        if (run.Owner is { } owner)
        {
            await PostgresProcess.ExecuteAsync(["chown", "--recursive", "--no-dereference", owner, folder]);
        }
    }

    // A comma or a quote would end the name early, in PostgreSQL's list of folders or in Npgsql's list of hosts.
    private static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount($"{folder}/{SocketFile}") <= LongestSocketPath && !folder.AsSpan().ContainsAny(",'\"\\;");
}
