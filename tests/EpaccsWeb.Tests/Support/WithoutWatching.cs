using System.Runtime.CompilerServices;

namespace EpaccsWeb.Tests.Support;

/// <summary>Each website of the tests would watch its settings' and style sheets' files for changes, and a machine allows few watchers.</summary>
internal static class WithoutWatching
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }
}
