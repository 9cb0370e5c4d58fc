using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace EpaccsWeb.Hosting;

/// <summary>Ready means: the database answers and has been migrated.</summary>
public sealed class DatabaseReady(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("select 1 from service_state");
            return await command.ExecuteScalarAsync(cancellationToken) is 1
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database is not migrated.");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
