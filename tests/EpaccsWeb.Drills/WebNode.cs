using System.Diagnostics;
using EpaccsWeb.Benchmarks.Load;

namespace EpaccsWeb.Drills;

/// <summary>One node of the website: the product's own program as a process, which a drill may kill.</summary>
internal sealed class WebNode(
    int port,
    string connection,
    string folder,
    IReadOnlyDictionary<string, string>? more = null,
    string? program = null
)
{
    private Process? process;

    public static string Program => Processes.Product;

    public int Port => port;

    public Uri Address => new($"http://127.0.0.1:{port}/");

    public int Id => process!.Id;

    public string Log => Path.Combine(folder, $"web-{port}.log");

    /// <summary>Where the program's settings and static files are.</summary>
    private string Home => program is null ? SourceFolder() : Path.GetDirectoryName(program)!;

    private Dictionary<string, string> Settings() =>
        new(more ?? new Dictionary<string, string>())
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Epaccs"] = connection,
            ["Audit__AnchorFile"] = Path.Combine(folder, "anchors.jsonl"),
            ["Mail__Folder"] = Path.Combine(folder, "mail"),
            ["Serilog__MinimumLevel__Default"] = "Warning",
            ["Search__MostInAMinute"] = "100000000",
        };

    /// <summary>Starts it, and says how long it took until it was ready.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var watch = Stopwatch.StartNew();
        if (File.Exists(Log))
        {
            // Each start begins its log anew; what an earlier one said must still be looked through.
            await File.AppendAllTextAsync(Log + ".all", await File.ReadAllTextAsync(Log));
        }

        process = Processes.Start(program ?? Program, Home, Settings(), Log, "--urls", Address.ToString());
        await ReadyAsync();
        return watch.Elapsed;
    }

    /// <summary>Waits until it answers and its database does.</summary>
    public async Task<TimeSpan> ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(2); await Task.Delay(25))
        {
            try
            {
                using var answer = await client.GetAsync("health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return watch.Elapsed;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // Not there yet, or not there any more.
            }

            if (process is { HasExited: true })
            {
                break;
            }
        }

        throw new InvalidOperationException($"The website is not ready: {File.ReadLines(Log).LastOrDefault()}");
    }

    /// <summary>Whether it says at this moment that it is ready.</summary>
    public async Task<bool> IsReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        using var answer = await client.GetAsync("health/ready");
        return answer.IsSuccessStatusCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        Signals.Kill(Id);
        await process!.WaitForExitAsync();
    }

    /// <summary>Ends it, if it still runs.</summary>
    public async Task EndAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }
    }

    /// <summary>Asks it to end, as a release does.</summary>
    public async Task StopAsync()
    {
        if (process is { HasExited: false })
        {
            Signals.Kill(Id, "TERM");
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Runs a verb of the product with this node's settings, and gives its exit code and words.</summary>
    public async Task<(int ExitCode, string Words)> VerbAsync(IReadOnlyDictionary<string, string> settings, params string[] words)
    {
        var log = Path.Combine(folder, $"verb-{Guid.NewGuid():N}.log");
        var all = Settings();
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        using var verb = Processes.Start(program ?? Program, Home, all, log, words);
        await verb.WaitForExitAsync();
        return (verb.ExitCode, await File.ReadAllTextAsync(log));
    }

    public static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EpaccsWeb.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? ".", "src", "EpaccsWeb");
    }
}
