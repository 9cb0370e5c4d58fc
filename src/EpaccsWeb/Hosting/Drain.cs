using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EpaccsWeb.Hosting;

/// <summary>Lets a node leave without a lost request: it says so at /health/ready, serves on for some seconds, and asks for no connection to be kept.</summary>
public sealed class Drain(IConfiguration configuration) : IHostedLifecycleService, IHealthCheck
{
    /// <summary>How long requests may take once nothing new is accepted.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(30);

    private volatile bool leaving;

    /// <summary>How long a node serves on after it was asked to stop.</summary>
    public static TimeSpan Lasts(IConfiguration configuration) =>
        TimeSpan.FromSeconds(Math.Max(0, configuration.GetValue("Shutdown:DrainSeconds", 0)));

    /// <summary>Everything that the end of a node may take.</summary>
    public static TimeSpan Longest(IConfiguration configuration) => Lasts(configuration) + LastRequests;

    /// <summary>An answer of a leaving node closes its connection, so that none is idle when the node stops listening.</summary>
    public Task CloseAsync(HttpContext context, RequestDelegate next)
    {
        if (leaving)
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(leaving ? HealthCheckResult.Unhealthy("This node is leaving.") : HealthCheckResult.Healthy());

    /// <summary>Before anything else stops.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        leaving = true;
        await Task.Delay(Lasts(configuration), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
