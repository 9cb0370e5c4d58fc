using System.Globalization;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>The settings of a private server: closed to the network, sized for this machine, nothing personal in its log.</summary>
internal static class PostgresSettings
{
    private const long Megabyte = 1024 * 1024;

    public static string Text(string socket, bool fastAndUnsafe)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Megabyte;
        var shared = fastAndUnsafe ? 128 : Math.Clamp(memory / 8, Math.Min(256, memory / 4), 4096);
        var connections = fastAndUnsafe ? 200 : 60;
        var safe = fastAndUnsafe ? "off" : "on";

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Written by EpaccsWeb at every start; changes made here are lost.
            listen_addresses = ''
            unix_socket_directories = '{socket}'
            unix_socket_permissions = 0700
            port = 5432
            max_connections = {connections}
            shared_buffers = {shared}MB
            effective_cache_size = {Math.Max(shared, memory / 2)}MB
            work_mem = 16MB
            maintenance_work_mem = {Math.Clamp(memory / 32, 64, 512)}MB
            max_wal_size = 2GB
            random_page_cost = 1.1
            jit = off
            fsync = {safe}
            full_page_writes = {safe}
            synchronous_commit = {safe}
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_min_error_statement = panic
            log_parameter_max_length_on_error = 0
            log_error_verbosity = terse

            """
        );
    }
}
