using System.Net;
using System.Text.RegularExpressions;
using EpaccsWeb.Operations;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Operations;

/// <summary>A node that is watched from this machine.</summary>
public sealed class WatchedNode : IAsyncLifetime
{
    private readonly string stamp = Path.GetTempFileName();

    /// <summary>Over the same database, to set things up.</summary>
    public TestApp App { get; } = new();

    public Node Node { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Node = await Node.StartAsync(App.Database, new() { ["Metrics:Addresses"] = "127.0.0.1, ::1", ["Backup:StampFile"] = stamp });
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await App.DisposeAsync();
        File.Delete(stamp);
    }
}

/// <summary>Metrics tell how the service stands, to those only who were named.</summary>
public sealed partial class MetricsTests(WatchedNode watched) : IClassFixture<WatchedNode>
{
    private TestApp App => watched.App;

    private Node Node => watched.Node;

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    public async Task Metrics_are_read_straight_and_never_through_a_proxy(string header, string value)
    {
        Assert.Equal(HttpStatusCode.OK, (await Scrape.OfAsync(Node.Address)).Status);
        var proxied = await Scrape.OfAsync(Node.Address, (header, value));
        Assert.NotEqual(HttpStatusCode.OK, proxied.Status);
        Assert.DoesNotContain("epaccs_", proxied.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("192.0.2.0/24")]
    public async Task Strangers_do_not_read_them_and_nobody_does_by_default(string? addresses)
    {
        await using var other = new TestApp { Beside = App };
        if (addresses is not null)
        {
            other.Settings["Metrics:Addresses"] = addresses;
        }

        await other.InitializeAsync();
        var answer = await Scrape.OfAsync(other.Listen());

        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("epaccs_", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_and_break_glass_are_counted()
    {
        var patient = await App.StartRecordAsync();
        var stranger = await Node.SignInAsAsync("hospital");
        var before = await Scrape.OfAsync(Node.Address);

        await stranger.PageAsync($"/records/{patient}", expected: 403);
        await stranger.SubmitAsync(
            await stranger.PageAsync($"/emergency/{patient}"),
            new() { ["Form.Reason"] = "Emergency" },
            expected: 302,
            form: "#break-glass"
        );

        var after = await Scrape.OfAsync(Node.Address);
        Assert.True(Rise("epaccs_audit_lines_total", "action=\"refused\"") >= 1);
        Assert.Equal(1, Rise("epaccs_break_glass_uses"));
        Assert.Equal(1, Rise("epaccs_break_glass_open"));
        Assert.Equal(1, Rise("epaccs_break_glass_unreviewed"));

        double Rise(string name, string label = "") =>
            after.Value(App.Database, name, label)!.Value - (before.Value(App.Database, name, label) ?? 0);
    }

    [Fact]
    public async Task Lines_that_wait_for_their_seal_are_counted_with_their_age()
    {
        await using var link = new NpgsqlConnection(App.Database.Owner);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        // Nobody seals while this is held.
        await using (var turn = new NpgsqlCommand($"select pg_advisory_lock({0x45504143_5345414C})", link))
        {
            await turn.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await Node.SignInAsAsync("gp");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        var waiting = await Scrape.OfAsync(Node.Address);
        Assert.True(waiting.Value(App.Database, "epaccs_audit_unsealed") >= 1);
        Assert.InRange(waiting.Value(App.Database, "epaccs_audit_unsealed_age_seconds")!.Value, 1, 600);
    }

    [Fact]
    public async Task Mail_that_waits_and_mail_given_up_are_counted()
    {
        var before = await Scrape.OfAsync(Node.Address);
        await App.Database.RunAsync(
            """
            insert into outbox_mails (id, to_address, subject, body, made_at, tries)
            select gen_random_uuid(), 'nobody@example.org', 'x', 'x', now() - interval '1 hour', tries from (values (9), (10)) as mail (tries)
            """
        );

        var after = await Scrape.OfAsync(Node.Address);
        Assert.Equal(before.Value(App.Database, "epaccs_outbox_failed") + 1, after.Value(App.Database, "epaccs_outbox_failed"));
        Assert.True(after.Value(App.Database, "epaccs_outbox_waiting") >= 1);
        Assert.True(after.Value(App.Database, "epaccs_outbox_waiting_age_seconds") >= 3500);
        Assert.InRange(after.Value(App.Database, "epaccs_backup_age_seconds")!.Value, 0, 600);
    }

    [Fact]
    public async Task Every_query_of_the_watch_list_asks_for_a_number_that_is_there()
    {
        // Lines are counted from the first one on: here that of a record that is not there.
        await (await Node.SignInAsAsync("gp")).PageAsync($"/records/{Guid.NewGuid()}", expected: 404);
        // The first pass of the sealer anchors.
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var text = (await Scrape.OfAsync(Node.Address)).Text;

        var lacking = WatchList
            .All.SelectMany(watched => Metric().Matches(watched.Query).Select(match => match.Value))
            .Distinct()
            .Where(name => !Regex.IsMatch(text, $"^{name}\\{{", RegexOptions.Multiline))
            .ToList();
        Assert.True(lacking.Count == 0, $"Not there: {string.Join(", ", lacking)}. There: {text[..Math.Min(text.Length, 300)]}");
    }

    [GeneratedRegex("\\b(?:epaccs|http|db|aspnetcore)_[a-z_]+(?<!_route|_state)(?=[\\[{)])")]
    private static partial Regex Metric();
}
