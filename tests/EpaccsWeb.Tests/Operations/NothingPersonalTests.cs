using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EpaccsWeb.Hosting;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace EpaccsWeb.Tests.Operations;

/// <summary>Logs, metrics and traces leave the service, so they name nobody: not by id, NHS number, name, address asked for, or query.</summary>
public sealed class NothingPersonalTests : IAsyncLifetime
{
    private const string Token = "Zzyxwvut";

    private readonly Lines lines = new();
    private readonly ConcurrentDictionary<string, StringBuilder> received = new();
    private WebApplication collector = null!;
    private TestApp app = null!;
    private Node node = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body, Encoding.Latin1);
            var text = await body.ReadToEndAsync();
            lock (received)
            {
                received.GetOrAdd(context.Request.Path, _ => new()).Append(text);
            }
        });
        await collector.StartAsync();
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(Checkout.Folder, "src", "EpaccsWeb", "appsettings.json"))
            .Build();
        app = new TestApp
        {
            AlsoLogs = new SerilogLoggerProvider(
                new LoggerConfiguration().ReadFrom.Configuration(settings).Enrich.FromLogContext().WriteTo.Sink(lines).CreateLogger()
            ),
        };
        await app.InitializeAsync();
        node = await Node.StartAsync(
            app.Database,
            new()
            {
                ["Metrics:Addresses"] = "127.0.0.1, ::1",
                ["Telemetry:Collector"] = address,
                ["Telemetry:SampledShare"] = "1",
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        await app.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task What_leaves_the_service_tells_routes_and_times_and_nobody()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = Token, AddressLine1 = $"{Token} Lane" });
        var number = await app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient);
        // A failure whose message repeats values, as PostgreSQL's do.
        await app.Database.RunAsync(
            $"create function broken() returns trigger language plpgsql as $$ begin raise exception '{Token} {number} {patient}'; end $$"
        );
        foreach (var signIn in new Func<string, Task<TestBrowser>>[] { app.SignInAsAsync, node.SignInAsAsync })
        {
            var gp = await signIn("gp");
            var other = await signIn("gp2");
            await gp.PageAsync($"/records/{patient}");
            await gp.PageAsync($"/records/{patient}/urgent?who={Token}");
            await other.PageAsync($"/records/{patient}", expected: 403);
            await gp.PageAsync($"/nothing/{Token}", expected: 404);
            await gp.PageAsync($"/account/new-passphrase/{Token}", expected: 400);
            await gp.SubmitAsync(await gp.PageAsync("/patients"), new() { ["q"] = $"{Token} {number}" });
            await app.Database.RunAsync(
                "create trigger broken before insert on audit_entries for each row execute function broken();"
                    + "create trigger broken before insert or update on drafts for each row execute function broken()"
            );
            await gp.PageAsync($"/records/{patient}", expected: 503);
            await app.Database.RunAsync("drop trigger broken on audit_entries; drop trigger broken on drafts");
        }

        var metrics = await Scrape.OfAsync(node.Address);
        // What it has not sent yet it sends now.
        await node.StopAsync();

        var log = string.Join('\n', lines.Written);
        Assert.Contains("\"Route\":\"records/{patientId:guid}\"", log, StringComparison.Ordinal);
        Assert.Contains("http_route=\"records/{patientId:guid}\"", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("records/{patientId:guid}", Sent("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("epaccs.audit.unsealed", Sent("/v1/metrics"), StringComparison.Ordinal);
        foreach (
            var (where, text) in new[]
            {
                ("log", log),
                ("metrics", metrics.Text),
                ("traces", Sent("/v1/traces")),
                ("sent metrics", Sent("/v1/metrics")),
            }
        )
        {
            foreach (
                var secret in new[]
                {
                    Token,
                    number,
                    patient.ToString(),
                    patient.ToString("N"),
                    "demo.epaccs.example",
                    "select ",
                    "insert into",
                }
            )
            {
                Assert.False(
                    text.Contains(secret, StringComparison.OrdinalIgnoreCase),
                    $"{(secret == number ? "an NHS number" : secret)} is in the {where}: {Words(text, secret)}"
                );
            }
        }
    }

    [Fact]
    public async Task A_line_of_the_log_tells_route_status_time_user_and_trace()
    {
        var gp = await app.SignInAsAsync("gp");
        var actor = await app.ActorAsync("gp");
        await gp.PageAsync("/help/operating");
        await gp.PageAsync($"/records/{Guid.NewGuid()}", expected: 404);

        var shown = Line("help/operating");
        Assert.Equal("GET", shown.GetProperty("Method").GetString());
        Assert.Equal(200, shown.GetProperty("Status").GetInt32());
        Assert.True(shown.GetProperty("Milliseconds").GetInt32() >= 0);
        Assert.Equal(actor.UserId, shown.GetProperty("UserId").GetGuid());
        Assert.Equal(32, shown.GetProperty("trace").GetString()!.Length);
        Assert.EndsWith("Z", shown.GetProperty("at").GetString(), StringComparison.Ordinal);
        // The page for an error does not stand in for what was asked for.
        Assert.Equal(404, Line("records/{patientId:guid}").GetProperty("Status").GetInt32());
    }

    /// <summary>The program's own words of the line that should not be there.</summary>
    private static string Words(string text, string secret) =>
        text.Split('\n').FirstOrDefault(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)) is { } line
        && line.StartsWith('{')
            ? JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!
            : "not a line of the log";

    private JsonElement Line(string route) =>
        lines
            .Written.Select(line => JsonDocument.Parse(line).RootElement)
            .Last(line => line.TryGetProperty("Route", out var asked) && asked.GetString() == route);

    private string Sent(string path)
    {
        lock (received)
        {
            return received.TryGetValue(path, out var text) ? text.ToString() : string.Empty;
        }
    }

    /// <summary>The lines as the website writes them outside Development.</summary>
    private sealed class Lines : ILogEventSink
    {
        private readonly ConcurrentQueue<string> written = new();

        public IReadOnlyCollection<string> Written => written;

        public void Emit(LogEvent logEvent)
        {
            using var text = new StringWriter();
            new LogLine().Format(logEvent, text);
            written.Enqueue(text.ToString().Trim());
        }
    }
}
