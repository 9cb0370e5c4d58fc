using System.Diagnostics;
using System.Globalization;
using EpaccsWeb.PrivatePostgres;

namespace EpaccsWeb.Tests.PrivatePostgres;

/// <summary>A temporary folder for one server, and what can be seen of the server from outside.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private static readonly Lazy<Task<PrivateFolder>> Template = new(MakeTemplateAsync);
    private readonly string temporary = Directory.CreateTempSubdirectory("epaccs-test-").FullName;

    public PrivateFolder(string below = "server")
    {
        Path = System.IO.Path.Combine(temporary, below);
        if (!OperatingSystem.IsWindows())
        {
            // As a checkout is: open to look into, so that a server that runs as another user finds its own folder there.
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(temporary) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    public string Path { get; }

    /// <summary>A folder of an earlier run: most tests are not about the first start, which is the slow one.</summary>
    public static async Task<PrivateFolder> UsedBeforeAsync()
    {
        var template = await Template.Value;
        var folder = new PrivateFolder();
        using var copy = Process.Start("cp", ["--archive", template.Path, folder.Path]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        return folder;
    }

    /// <summary>The number of the server's process, or null when there is none.</summary>
    public int? Server
    {
        get
        {
            var file = System.IO.Path.Combine(Path, "data", "postmaster.pid");
            return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
        }
    }

    public async Task AssertNothingIsLeftAsync(int? server)
    {
        Assert.NotNull(server);
        Assert.Null(Server);
        // The server removes its files first and ends a moment later.
        for (var wait = 0; wait < 200 && Directory.Exists($"/proc/{server}"); wait++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(Directory.Exists($"/proc/{server}"), "The server's process is still there.");
        Assert.Empty(Directory.GetFileSystemEntries(System.IO.Path.Combine(Path, "socket")));
        Assert.Equal(
            ["data", "server.log", "socket"],
            Directory.GetFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Nobody but the owner may enter: that is what makes a server without passwords safe.</summary>
    public static void AssertClosed(string folder)
    {
        Assert.False(OperatingSystem.IsWindows());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal("UserExecute, UserWrite, UserRead", File.GetUnixFileMode(folder).ToString());
        }
    }

    private static async Task<PrivateFolder> MakeTemplateAsync()
    {
        var folder = new PrivateFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var options = LocalPostgresOptions.ForTests(folder.Path);
        await (await LocalPostgres.StartAsync(options, _ => { }, CancellationToken.None)).DisposeAsync();
        return folder;
    }

    public void Dispose() => Directory.Delete(temporary, recursive: true);
}
