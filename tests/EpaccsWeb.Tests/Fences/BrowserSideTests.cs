using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Fences;

/// <summary>What every answer tells the browser, and which requests are not taken at all.</summary>
public sealed class BrowserSideTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Every_answer_carries_the_headers_errors_and_files_too()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var gp = await app.SignInAsAsync("gp");
        var addresses = app
            .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint =>
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{patientId:guid}", asha.ToString(), StringComparison.Ordinal)
            )
            .Where(address => !address.Contains('{', StringComparison.Ordinal))
            .Concat(["/assets/app.css", "/assets/app.js", "/assets/none.js", "/nothing-here", $"/records/{Guid.NewGuid()}", "/error/500"])
            .Distinct();
        foreach (var address in addresses)
        {
            using var answer = await gp.Http.GetAsync(
                new Uri(address, UriKind.Relative),
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            );
            string Header(string name) =>
                answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : $"no {name} on {address}";

            var policy = Header("Content-Security-Policy");
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
            Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.True(
                (address.StartsWith("/assets/", StringComparison.Ordinal) && answer.IsSuccessStatusCode)
                    || Header("Cache-Control").Contains("no-store", StringComparison.Ordinal),
                $"{address} may be kept"
            );
        }
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_with_it()
    {
        var page = await app.Browser(https: true).PageAsync("/account/sign-in");

        Assert.StartsWith("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.False((await app.Browser().PageAsync("/account/sign-in")).Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("cross-site", 403)]
    [InlineData("same-site", 403)]
    [InlineData("same-origin", 302)]
    public async Task A_post_from_another_site_is_refused_although_its_token_is_right(string from, int expected)
    {
        var browser = app.Browser();
        var page = await browser.PageAsync("/account/sign-in");
        browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);

        await browser.SubmitAsync(
            page,
            new() { ["Form.Email"] = "gp@demo.epaccs.example", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
            expected
        );
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_sent_to_another_site_after_sign_in(string returnUrl)
    {
        var browser = app.Browser();
        var page = await browser.PageAsync($"/account/sign-in?ReturnUrl={Uri.EscapeDataString(returnUrl)}");

        var answer = await browser.SubmitAsync(
            page,
            new() { ["Form.Email"] = "gp@demo.epaccs.example", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
            expected: 302
        );

        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task Production_answers_only_known_hosts_and_shows_no_demo_accounts()
    {
        var production = new TestApp { EnvironmentName = "Production", Settings = { ["Site:Address"] = "https://plans.example.org" } };
        await production.InitializeAsync();
        await production.Database.RunAsync("update users set enabled = false");
        try
        {
            var browser = production.Browser(https: true);
            // Who may sign in, and with what, stands on no page of Production.
            var door = await browser.PageAsync("/account/sign-in");
            Assert.DoesNotContain(DemoData.DemoAccounts.Passphrase, door.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("@demo.epaccs.example", door.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Demo accounts", door.Html, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(200, await StatusAsync(browser, "https", "plans.example.org"));
            Assert.Equal(400, await StatusAsync(browser, "https", "evil.example"));
            Assert.Equal(308, await StatusAsync(browser, "http", "plans.example.org"));
            var refused = await browser.SubmitAsync(
                await browser.PageAsync("/account/sign-in"),
                new() { ["Form.Email"] = "gp@demo.epaccs.example", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
                expected: 400
            );
            Assert.StartsWith("We could not sign you in", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }
        finally
        {
            await production.DisposeAsync();
        }
    }

    private static async Task<int> StatusAsync(TestBrowser browser, string scheme, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{scheme}://localhost/account/sign-in"));
        request.Headers.Host = host;
        using var answer = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
