using System.Diagnostics;
using System.Runtime.CompilerServices;
using EpaccsWeb.PrivatePostgres;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EpaccsWeb.Tests.PrivatePostgres;

/// <summary>A second process that uses the private PostgreSQL as the website does: this test program, started again.</summary>
internal sealed class OtherProcess : IDisposable
{
    private const string Variable = "EPACCS_TEST_USE_LOCAL_POSTGRES";
    private readonly Process process;

    private OtherProcess(Process process) => this.process = process;

    public static async Task<OtherProcess> StartAsync(string folder, CancellationToken cancel)
    {
        // A group of its own, as a terminal gives to what it runs, so that a test can interrupt all of it; and Ctrl-C
        // heard again, which a shell that ran these tests in the background has made them deaf to.
        var start = new ProcessStartInfo(
            "setsid",
            ["env", "--default-signal=INT", "dotnet", "exec", typeof(OtherProcess).Assembly.Location]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                [Variable] = folder,
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            },
        };
        var other = new OtherProcess(Process.Start(start)!);

        while (await other.process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                return other;
            }
        }

        throw new InvalidOperationException("The other process ended before it was ready.");
    }

    /// <summary>What Ctrl-C in a terminal does.</summary>
    public Task InterruptGroupAsync(CancellationToken cancel) => SignalAsync("-INT", $"-{process.Id}", cancel);

    public Task KillAsync(CancellationToken cancel) => SignalAsync("-KILL", $"{process.Id}", cancel);

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private async Task SignalAsync(string signal, string target, CancellationToken cancel)
    {
        using var kill = Process.Start("/bin/kill", [signal, "--", target]);
        await kill.WaitForExitAsync(cancel);
        await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
    }

#pragma warning disable CA2255 // this assembly is a program; its own entry point belongs to the test runner
    [ModuleInitializer]
    internal static void UseInsteadOfTesting()
#pragma warning restore CA2255
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
        {
            return;
        }

        // No lambda and no async method of this assembly may run here: they would wait for this very method to end.
        var options = LocalPostgresOptions.ForTests(folder);
        var server = LocalPostgres.StartAsync(options, Console.WriteLine, CancellationToken.None).GetAwaiter().GetResult();
        var builder = Host.CreateApplicationBuilder();
        using var host = builder.Build();
        host.Run();
        NpgsqlConnection.ClearAllPools();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}
