using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>PgBouncer in transaction mode before a drill's PostgreSQL: a process that is always ended.</summary>
internal sealed class Bouncer : IAsyncDisposable
{
    public const string Program = "/usr/sbin/pgbouncer";

    private const int Port = 6432;
    private readonly PrivateServer server;
    private readonly Task<string> run;

    private Bouncer(PrivateServer server)
    {
        this.server = server;
        run = server.BesideAsync(Program, In("pgbouncer.ini"));
    }

    /// <summary>What the help page says of a website behind it.</summary>
    public string Connection =>
        new NpgsqlConnectionStringBuilder(server.To("epaccs", "epaccs_app"))
        {
            Port = Port,
            Pooling = true,
            MaxPoolSize = 40,
            MaxAutoPrepare = 0,
        }.ConnectionString;

    public static async Task<Bouncer> StartAsync(PrivateServer server, int size)
    {
        await server.PutAsync("users.txt", "\"epaccs_app\" \"\"\n");
        await server.PutAsync("pgbouncer.ini", Configuration(server, size));
        var bouncer = new Bouncer(server);
        for (var watch = Stopwatch.StartNew(); !File.Exists(bouncer.In($".s.PGSQL.{Port}")); await Task.Delay(50))
        {
            if (bouncer.run.IsCompleted || watch.Elapsed > TimeSpan.FromSeconds(10))
            {
                await bouncer.DisposeAsync();
                throw new InvalidOperationException($"PgBouncer did not start: {await bouncer.run}");
            }
        }

        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(In("pgbouncer.pid")))
        {
            Signals.Kill(int.Parse(await File.ReadAllTextAsync(In("pgbouncer.pid")), CultureInfo.InvariantCulture), "TERM");
        }

        await run;
    }

    private string In(string file) => Path.Combine(server.Folder, file);

    private static string Configuration(PrivateServer server, int size) =>
        $"""
            [databases]
            epaccs = host={server.Folder} port={server.Port} dbname=epaccs pool_size={size}
            [pgbouncer]
            pool_mode = transaction
            unix_socket_dir = {server.Folder}
            listen_port = {Port}
            auth_type = trust
            auth_file = {server.Folder}/users.txt
            max_client_conn = 200
            logfile = {server.Folder}/pgbouncer.log
            pidfile = {server.Folder}/pgbouncer.pid

            """;
}
