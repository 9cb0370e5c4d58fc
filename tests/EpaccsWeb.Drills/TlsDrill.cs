using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>PostgreSQL takes nobody from the network without TLS, and the website takes no PostgreSQL whose certificate it cannot check.</summary>
internal static class TlsDrill
{
    private const string Rejected = nameof(AuthenticationException);

    public static async Task RunAsync(Report report)
    {
        var port = FreePort();
        await using var world = await World.MakeAsync(
            "tls",
            new() { ["listen_addresses"] = "127.0.0.1", ["port"] = port.ToString(CultureInfo.InvariantCulture) }
        );
        await TakeCertificateAsync(world);
        var history = new History();
        var node = Node(world, "authority.crt");
        try
        {
            await node.StartAsync();
            await using (await Crowd.SignedInAsync(node.Address, world, history, 6))
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
                var (all, plain) = (await LinksAsync(world, "true"), await LinksAsync(world, "not ssl"));
                report.Say($"{all} connections of the website, {plain} of them without TLS");
                report.Holds(all > 0 && plain == 0, $"{plain} of {all} connections of the website are not encrypted");
            }
        }
        finally
        {
            await node.StopAsync();
        }

        await report.CheckAsync(world.Server, world, history, node);
        report.Holds(
            history.Count("save", Outcome.Ok) > 0 && history.Count("read", Outcome.Ok) > 0,
            "the website neither saved nor showed a record"
        );
        await RefusesAsync(report, world);
    }

    private static async Task RefusesAsync(Report report, World world)
    {
        var good = new NpgsqlConnectionStringBuilder(Link(world, "authority.crt")) { Pooling = false };
        report.Holds(await WhyNotAsync(good) is null, "the connection that the refusals are compared with fails itself");
        var plain = await WhyNotAsync(new(good.ConnectionString) { SslMode = SslMode.Disable });
        var stranger = await WhyNotAsync(new(good.ConnectionString) { RootCertificate = In(world, "stranger.crt") });
        var elsewhere = await WhyNotAsync(new(good.ConnectionString) { Host = "127.0.0.1" });
        report.Say($"refused: without TLS ({plain}), by an authority that did not sign ({stranger}), by another name ({elsewhere})");
        report.Holds(plain == PostgresErrorCodes.InvalidAuthorizationSpecification, "PostgreSQL takes somebody without TLS");
        report.Holds(stranger == Rejected, "a certificate that another authority signed is taken");
        report.Holds(elsewhere == Rejected, "a certificate for another name is taken");

        var node = Node(world, "stranger.crt");
        try
        {
            await node.StartAsync();
            report.Broke("the website is ready over a PostgreSQL whose certificate it cannot check");
        }
        catch (InvalidOperationException)
        {
            report.Holds(
                (await File.ReadAllTextAsync(node.Log)).Contains(Rejected, StringComparison.Ordinal),
                "the website with that authority is not ready, but for another reason"
            );
            report.Say("the website with that authority does not become ready");
        }
        finally
        {
            await node.StopAsync();
        }
    }

    /// <summary>TLS for whoever comes by the network, and nothing else; both take effect without a stop.</summary>
    private static async Task TakeCertificateAsync(World world)
    {
        var (authority, certificate, key) = Certificates.Make("localhost");
        await File.WriteAllTextAsync(In(world, "authority.crt"), authority);
        await File.WriteAllTextAsync(In(world, "stranger.crt"), Certificates.Make("localhost").Authority);
        await world.Server.PutAsync("server.crt", certificate);
        await world.Server.PutAsync("server.key", key);
        await File.WriteAllTextAsync(
            Path.Combine(world.Server.Data, "pg_hba.conf"),
            "local all all trust\nhostssl all all 127.0.0.1/32 trust\n"
        );
        world.Server.Settings["ssl"] = "on";
        world.Server.Settings["ssl_cert_file"] = Path.Combine(world.Server.Folder, "server.crt");
        world.Server.Settings["ssl_key_file"] = Path.Combine(world.Server.Folder, "server.key");
        await world.Server.RunAsync("alter role epaccs_app login");
        await world.Server.ReloadAsync();
    }

    private static WebNode Node(World world, string authority) =>
        world.Node(
            5294,
            Link(world, authority),
            new Dictionary<string, string> { ["ConnectionStrings__EpaccsOwner"] = world.Server.Connection }
        );

    private static string Link(World world, string authority) =>
        new NpgsqlConnectionStringBuilder(world.PooledConnection)
        {
            Host = "localhost",
            Username = "epaccs_app",
            SslMode = SslMode.VerifyFull,
            RootCertificate = In(world, authority),
        }.ConnectionString;

    private static string In(World world, string file) => Path.Combine(world.Folder, file);

    private static Task<long> LinksAsync(World world, string which) =>
        world.Server.ValueAsync<long>(
            $"select count(*) from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'epaccs_app' and {which}"
        );

    /// <summary>Why a connection cannot be had, in one word; null when it can.</summary>
    private static async Task<string?> WhyNotAsync(NpgsqlConnectionStringBuilder settings)
    {
        try
        {
            await using var link = new NpgsqlConnection(settings.ConnectionString);
            await link.OpenAsync();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
        catch (NpgsqlException refused)
        {
            return (refused.InnerException ?? refused).GetType().Name;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
