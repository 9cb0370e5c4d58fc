using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>The website behind a real PgBouncer in transaction mode: connections go from hand to hand, and nothing of one user with them.</summary>
public sealed class PgBouncerTests
{
    private const string Pooler = "/usr/sbin/pgbouncer";
    private const string Token = "Zzyxwvut";

    [Fact]
    public async Task Users_who_share_connections_see_their_own_people_only_and_all_is_written()
    {
        Assert.SkipUnless(File.Exists(Pooler), "PgBouncer is not installed.");
        await using var app = new TestApp();
        await app.InitializeAsync();
        var direct = new NpgsqlConnectionStringBuilder(app.Database.App);
        Assert.SkipUnless(direct.Username == "epaccs_app", "The tests' PostgreSQL is not the private one.");
        var folder = Directory.CreateTempSubdirectory("epaccs-pooler-");
        var port = FreePort();
        using var pooler = await StartAsync(folder.FullName, direct, port);
        try
        {
            app.Settings["ConnectionStrings:Epaccs"] = new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = port,
                Database = direct.Database,
                Username = direct.Username,
                MaxAutoPrepare = 0,
                SslMode = SslMode.Disable,
            }.ConnectionString;
            await JourneysAsync(app);
        }
        finally
        {
            pooler.Kill();
            await pooler.WaitForExitAsync(TestContext.Current.CancellationToken);
            folder.Delete(recursive: true);
        }
    }

    private static async Task JourneysAsync(TestApp app)
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = Token });
        var gp = await app.SignInAsAsync("gp");
        var stranger = await app.SignInAsAsync("gp2");
        var address = $"/records/{patient}/plan/about-me";

        // Twelve at once over three connections.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 60),
            new ParallelOptions { MaxDegreeOfParallelism = 12 },
            async (turn, _) =>
            {
                switch (turn % 4)
                {
                    case 0:
                        Assert.Contains(Token, (await gp.PageAsync($"/records/{patient}")).Html, StringComparison.OrdinalIgnoreCase);
                        break;
                    case 1:
                        var refused = await stranger.LookAsync($"/records/{patient}");
                        Assert.InRange(refused.Status, 403, 404);
                        Assert.DoesNotContain(Token, refused.Html, StringComparison.OrdinalIgnoreCase);
                        break;
                    case 2:
                        var home = await stranger.PageAsync("/");
                        Assert.DoesNotContain(Token, home.Html, StringComparison.OrdinalIgnoreCase);
                        break;
                    default:
                        var form = await gp.PageAsync(address);
                        var saved = await gp.SubmitAsync(
                            form,
                            new() { ["Form.MostImportantToMe"] = $"My garden {turn}" },
                            form: "#section"
                        );
                        Assert.True(saved.Status is 302 or 409, $"A save answered {saved.Status}.");
                        break;
                }
            }
        );

        var line = await app.Database.ValueAsync<long>(
            "select count(*) from audit_entries where patient_id = $1 and action = 'refused'",
            patient
        );
        Assert.Equal(15, line);
        Assert.True(await app.Database.ValueAsync<long>("select count(*) from section_versions where patient_id = $1", patient) > 2);
        // The pooler was in the way: nobody of the website stands in PostgreSQL by more than its three connections.
        Assert.InRange(
            await app.Database.ValueAsync<long>(
                "select count(*) from pg_stat_activity where datname = $1 and usename = 'epaccs_app'",
                app.Database.Name
            ),
            1,
            3
        );
    }

    private static async Task<Process> StartAsync(string folder, NpgsqlConnectionStringBuilder direct, int port)
    {
        var settings = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(
            settings,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                [databases]
                {direct.Database} = host={direct.Host} port={direct.Port} user={direct.Username} pool_size=3
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {port}
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                """
            )
        );
        // It does not run as root; the socket's folder belongs to whoever runs these tests.
        string[] words = Environment.IsPrivilegedProcess
            ? ["unshare", "--user", "--map-user=65534", "--map-group=65534", Pooler, "--quiet", settings]
            : [Pooler, "--quiet", settings];
        var process = Process.Start(words[0], words[1..]);
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                using var knock = new TcpClient();
                await knock.ConnectAsync(IPAddress.Loopback, port);
                return process;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        process.Kill();
        throw new InvalidOperationException("PgBouncer did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
