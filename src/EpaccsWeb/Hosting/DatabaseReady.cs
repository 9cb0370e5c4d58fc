using EpaccsWeb.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace EpaccsWeb.Hosting;

/// <summary>Ready means: the database answers, has been migrated, and keeps what it acknowledges.</summary>
/// <remarks>A node that only reads from the standby is ready: it answers, and says so. In Development a database that may lose a save is only remarked on: tests run on one, for speed.</remarks>
public sealed class DatabaseReady(ServingMode mode, IHostEnvironment environment) : IHealthCheck
{
    /// <summary>Settings without which a crash can lose a save that was acknowledged, or leave half of it.</summary>
    private const string Ask = """
        select setting.name from service_state
        left join pg_settings setting on setting.setting = 'off' and setting.name in ('fsync', 'full_page_writes', 'synchronous_commit')
        order by setting.name
        """;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var spell = mode.Spell;
            await using var command = mode.Pool.CreateCommand(Ask);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var off = new List<string>();
            var migrated = false;
            while (await reader.ReadAsync(cancellationToken))
            {
                migrated = true;
                if (!await reader.IsDBNullAsync(0, cancellationToken))
                {
                    off.Add(reader.GetString(0));
                }
            }

            return !migrated ? HealthCheckResult.Unhealthy("The database is not migrated.")
                : spell is not null
                    ? HealthCheckResult.Healthy($"Read-only since {spell.Since:u}: the primary does not answer, the standby does.")
                : off.Count == 0 ? HealthCheckResult.Healthy("The database answers and keeps what it acknowledges.")
                : Unsafe($"The database may lose what it acknowledged: {string.Join(" and ", off)} off.");
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy("The database is not migrated.");
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    /// <summary>The check's state and its sentence, for whoever reads /health/ready; nothing of any person.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Values.Select(entry => entry.Description).OfType<string>().Prepend(report.Status.ToString());
        return context.Response.WriteAsync(string.Join('\n', lines), context.RequestAborted);
    }

    private HealthCheckResult Unsafe(string sentence) =>
        environment.IsDevelopment() ? HealthCheckResult.Degraded(sentence) : HealthCheckResult.Unhealthy(sentence);
}
