using System.Diagnostics;
using EpaccsWeb.Tests.Support;
using Microsoft.Playwright;

namespace EpaccsWeb.BrowserTests.Support;

/// <summary>A real Chromium and the website it visits, shared by all journeys.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    private IPlaywright? playwright;

    public TestApp App { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Address of the website.</summary>
    public string Address { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Address = App.Listen()
            .Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
            .Replace("[::]", "localhost", StringComparison.Ordinal);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Find(), Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>A fresh window, signed in as a demo account.</summary>
    public async Task<IPage> SignInAsAsync(string account, int width = 1280, bool script = true)
    {
        var context = await Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                JavaScriptEnabled = script,
                BaseURL = Address,
            }
        );
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync($"{account}@{DemoData.DemoAccounts.Domain}");
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(DemoData.DemoAccounts.Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Home" }).WaitForAsync();
        return page;
    }

    /// <summary>An installed Chromium; else the one Playwright fetches; else Debian's, when we may install it.</summary>
    private static string Find()
    {
        var given = Environment.GetEnvironmentVariable("EPACCS_CHROMIUM");
        string[] places = [given ?? "/usr/bin/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        if (Array.Find(places, File.Exists) is { } installed)
        {
            return installed;
        }

        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0)
        {
            using var probe = Playwright.CreateAsync().ConfigureAwait(false).GetAwaiter().GetResult();
            if (File.Exists(probe.Chromium.ExecutablePath))
            {
                return probe.Chromium.ExecutablePath;
            }
        }

        if (Environment.UserName == "root" && Run("apt-get", "update") && Run("apt-get", "install -y chromium") && File.Exists(places[1]))
        {
            return places[1];
        }

        throw new InvalidOperationException(
            "The browser tests need Chromium: type \"sudo apt-get install chromium\", or set EPACCS_CHROMIUM to its path."
        );
    }

    private static bool Run(string program, string arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true }
        );
        process?.StandardOutput.ReadToEnd();
        process?.WaitForExit();
        return process?.ExitCode == 0;
    }
}

/// <summary>Journeys that share one website and one browser, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class JourneyCollection : ICollectionFixture<Chromium>
{
    public const string Name = "journeys";
}
