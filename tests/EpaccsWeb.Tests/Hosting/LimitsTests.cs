using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>Who asks for too much is told to wait; nobody else is, and the urgent card stays open to everybody.</summary>
public sealed class LimitsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_users_flood_shuts_out_nobody_else_and_not_the_urgent_card()
    {
        await using var app = new TestApp { Settings = { ["Limits:RequestsPerUser"] = "10" } };
        await app.InitializeAsync();
        var asha = await app.PersonAsync("999 000 0018");
        var gp = await app.SignInAsAsync("gp");
        var nurse = await app.SignInAsAsync("nurse");

        var page = await gp.LookAsync("/help/start");
        for (var asked = 0; asked < 30 && page.Status == 200; asked++)
        {
            page = await gp.LookAsync("/help/start");
        }

        Assert.Equal(429, page.Status);
        Assert.Equal("60", Assert.Single(page.Headers.GetValues("Retry-After")));
        Assert.Contains("Too many requests", page.Text, StringComparison.Ordinal);
        await gp.PageAsync($"/records/{asha}", expected: 429);
        await gp.PageAsync($"/records/{asha}/urgent");
        await gp.PageAsync($"/emergency/{asha}");
        await nurse.PageAsync($"/records/{asha}");
    }

    [Fact]
    public async Task An_address_that_floods_shuts_out_nobody_who_has_signed_in()
    {
        await using var app = new TestApp { Settings = { ["Limits:RequestsPerAddress"] = "10" } };
        await app.InitializeAsync();
        var nurse = await app.SignInAsAsync("nurse");
        var stranger = app.Browser();

        var page = await stranger.LookAsync("/help/privacy");
        for (var asked = 0; asked < 30 && page.Status == 200; asked++)
        {
            page = await stranger.LookAsync("/help/privacy");
        }

        Assert.Equal(429, page.Status);
        await nurse.PageAsync("/help/start");
        await stranger.PageAsync("/health/live");
    }

    [Fact]
    public async Task Slow_requests_of_one_user_take_no_more_than_their_share()
    {
        await using var app = new TestApp { Settings = { ["Limits:AtOncePerUser"] = "2" } };
        await app.InitializeAsync();
        var gp = await app.SignInAsAsync("gp");
        var nurse = await app.SignInAsAsync("nurse");
        await gp.PageAsync("/inbox");
        var held = await HoldInboxAsync(app);

        // Two are worked on, eight wait, the rest is sent away at once.
        var asked = Enumerable.Range(0, 12).Select(_ => gp.LookAsync("/inbox")).ToList();
        var first = await Task.WhenAny(asked).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Equal(429, (await first).Status);
        await nurse.PageAsync("/help/start");
        await held.DisposeAsync();

        var answers = await Task.WhenAll(asked);
        Assert.Equal((10, 2), (answers.Count(page => page.Status == 200), answers.Count(page => page.Status == 429)));
    }

    [Fact]
    public async Task What_is_beyond_the_line_is_sent_away_in_words_and_the_line_is_served()
    {
        await using var app = new TestApp { Settings = { ["Limits:AtWork"] = "2", ["Limits:Waiting"] = "3" } };
        await app.InitializeAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync("/inbox");
        var held = await HoldInboxAsync(app);

        var asked = Enumerable.Range(0, 7).Select(_ => gp.LookAsync("/inbox")).ToList();
        var first = await await Task.WhenAny(asked).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Equal(503, first.Status);
        Assert.Equal("5", Assert.Single(first.Headers.GetValues("Retry-After")));
        Assert.Contains("Too many people are using the service", first.Text, StringComparison.Ordinal);
        await gp.PageAsync("/health/live");
        await held.DisposeAsync();

        var answers = await Task.WhenAll(asked);
        Assert.Equal((5, 2), (answers.Count(page => page.Status == 200), answers.Count(page => page.Status == 503)));
        await gp.PageAsync("/inbox");
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up_in_words()
    {
        await using var app = new TestApp { Settings = { ["Limits:SecondsPerRequest"] = "2" } };
        await app.InitializeAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync("/inbox");
        await using var held = await HoldInboxAsync(app);

        var page = await gp.LookAsync("/inbox").WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(503, page.Status);
    }

    /// <summary>No inbox is answered until this is let go.</summary>
    private static async Task<NpgsqlConnection> HoldInboxAsync(TestApp app)
    {
        // Closed for good when it is let go, so that the lock goes with it.
        var link = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(app.Database.Owner) { Pooling = false }.ConnectionString);
        await link.OpenAsync(Cancel);
        await using var hold = new NpgsqlCommand("begin; lock table notices in access exclusive mode", link);
        await hold.ExecuteNonQueryAsync(Cancel);
        return link;
    }
}
