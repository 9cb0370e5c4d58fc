using System.Net;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A node that is asked to stop says so, serves on, and ends what it has begun.</summary>
public sealed class DrainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_leaving_node_is_not_ready_and_still_answers()
    {
        await using var app = new TestApp { Settings = { ["Shutdown:DrainSeconds"] = "5" } };
        await app.InitializeAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Listen()) };
        using (var before = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
            Assert.Null(before.Headers.ConnectionClose);
        }

        var stopped = new TaskCompletionSource();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(stopped.SetResult);
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        HttpResponseMessage ready;
        do
        {
            await Task.Delay(50, Cancel);
            ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        } while (ready.StatusCode == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("This node is leaving.", await ready.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var page = await http.GetAsync(new Uri("/account/sign-in", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.ConnectionClose);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel));
    }
}
