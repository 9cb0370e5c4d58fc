using Microsoft.Extensions.FileProviders;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Says to the product's wiring that this is no production.</summary>
internal sealed class LoadEnvironment : IHostEnvironment
{
    public string ApplicationName { get; set; } = "EpaccsWeb";
    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
    public string EnvironmentName { get; set; } = Environments.Development;

    /// <summary>What both programs are told: a private PostgreSQL in the folder of the run, and no limit to searches.</summary>
    public static Dictionary<string, string> Settings(LoadOptions options)
    {
        Directory.CreateDirectory(options.Home);
        var settings = new Dictionary<string, string>
        {
            ["LocalPostgres__Directory"] = Path.Combine(options.Home, "postgres"),
            ["ASPNETCORE_ENVIRONMENT"] = Environments.Development,
            ["DOTNET_ENVIRONMENT"] = Environments.Development,
            ["Search__MostInAMinute"] = "100000000",
            ["Serilog__MinimumLevel__Default"] = "Warning",
            ["Audit__AnchorFile"] = Path.Combine(options.Home, "anchors.jsonl"),
            ["Mail__Folder"] = Path.Combine(options.Home, "mail"),
        };
        foreach (var (name, value) in settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return settings;
    }
}
