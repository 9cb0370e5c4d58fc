using System.Net;
using EpaccsWeb.Hosting;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>What a request says about where it came from is believed from the named proxies only.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("127.0.0.1, ::1", true)]
    public async Task Forwarded_https_is_believed_from_a_named_proxy_only(string? proxies, bool believed)
    {
        await using var app = await StartAsync(proxies);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{app.Address}/account/sign-in"));
        request.Headers.Host = "plans.example.org";
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(believed ? HttpStatusCode.OK : HttpStatusCode.PermanentRedirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("127.0.0.1, ::1")]
    public async Task A_forged_address_gives_no_further_guesses(string proxies)
    {
        await using var app = new TestApp { Settings = { ["Site:Proxies"] = proxies, ["SignIn:MostFailedTriesPerAddress"] = "2" } };
        await app.InitializeAsync();
        var address = app.Listen();
        // A fresh browser and a fresh forged address each time; a real proxy would add the last part.
        var answers = new List<string>();
        for (var guess = 1; guess <= 4; guess++)
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{guess}, 198.51.100.7");
            var browser = new TestBrowser(http);
            var answer = await browser.SubmitAsync(
                await browser.PageAsync("/account/sign-in"),
                new() { ["Form.Email"] = $"nobody{guess}@example.org", ["Form.Passphrase"] = "a wrong passphrase" }
            );
            answers.Add(Assert.Single(answer.Errors));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.NotEqual(answers[0], answers[2]);
        Assert.Equal(answers[2], answers[3]);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("192.0.2.7", false)]
    public void An_operator_is_told_when_no_proxy_is_named(string? proxies, bool told)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Site:Proxies"] = proxies })
            .Build();

        Assert.Equal(told, SafeStart.Advice(settings).Any(advice => advice.StartsWith("Site:Proxies", StringComparison.Ordinal)));
    }

    private static async Task<TestApp> StartAsync(string? proxies)
    {
        var app = new TestApp { EnvironmentName = "Production", Settings = { ["Site:Address"] = "https://plans.example.org" } };
        if (proxies is not null)
        {
            app.Settings["Site:Proxies"] = proxies;
        }

        await app.InitializeAsync();
        await app.Database.RunAsync("update users set enabled = false");
        app.Listen();
        return app;
    }
}
