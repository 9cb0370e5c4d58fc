using Npgsql;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>Lets the private PostgreSQL go when everything else of the website has stopped.</summary>
public sealed class LocalPostgresHostedService(LocalPostgres server) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
    }
}
