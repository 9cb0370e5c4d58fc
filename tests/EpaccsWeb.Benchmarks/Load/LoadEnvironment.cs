using Microsoft.Extensions.FileProviders;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Says to the product's wiring that this is no production.</summary>
internal sealed class LoadEnvironment : IHostEnvironment
{
    public string ApplicationName { get; set; } = "EpaccsWeb";
    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
    public string EnvironmentName { get; set; } = Environments.Development;
}
