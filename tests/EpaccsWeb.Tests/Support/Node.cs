using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EpaccsWeb.Tests.Support;

/// <summary>The website as a process of its own over a test's database: metrics and traces belong to a whole process.</summary>
public sealed partial class Node : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private Node(Process process, DirectoryInfo folder) => (this.process, this.folder) = (process, folder);

    public string Address { get; private set; } = string.Empty;

    public static async Task<Node> StartAsync(TestDatabase database, Dictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("epaccs-node-");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "EpaccsWeb.dll") },
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ConnectionStrings__Epaccs"] = database.App;
        start.Environment["Startup__Prepare"] = "false";
        start.Environment["Mail__Folder"] = folder.FullName;
        start.Environment["Audit__AnchorFile"] = Path.Combine(folder.FullName, "anchors.jsonl");
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var node = new Node(Process.Start(start)!, folder);
        node.Address = await node.ListeningAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return node;
    }

    /// <summary>A browser that is not signed in.</summary>
    public TestBrowser Browser() =>
        new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) });

    public async Task<TestBrowser> SignInAsAsync(string account)
    {
        var browser = Browser();
        await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = $"{account}@{DemoData.DemoAccounts.Domain}", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
            expected: 302
        );
        return browser;
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<string> ListeningAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listens().Match(line) is { Success: true } found)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return found.Value;
            }
        }

        throw new InvalidOperationException("The node ended before it listened.");
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+")]
    private static partial Regex Listens();
}
