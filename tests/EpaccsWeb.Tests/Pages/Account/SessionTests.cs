using System.Net;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>How long a session lasts, and how it is ended from elsewhere.</summary>
public sealed class SessionTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "__Host-epaccs-session=", "__Host-epaccs-form=")]
    [InlineData(false, "epaccs-session=", "epaccs-form=")]
    public async Task Cookies_are_tied_to_the_host_over_https_and_strict_everywhere(bool https, string session, string form)
    {
        var browser = app.Browser(https);
        var page = await browser.PageAsync("/account/sign-in");
        var signedIn = await browser.SubmitAsync(
            page,
            new() { ["Form.Email"] = "hospital@demo.epaccs.example", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
            expected: 302
        );

        foreach (var (answer, name) in new[] { (page, form), (signedIn, session) })
        {
            var cookie = Assert.Single(
                answer.Headers.GetValues("Set-Cookie"),
                line =>
                    line.StartsWith(name, StringComparison.Ordinal) && !line.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)
            );
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(https, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(200, (await browser.PageAsync("/")).Status);
    }

    [Fact]
    public async Task Over_https_a_cookie_without_the_prefix_counts_for_nothing()
    {
        var signedIn = await SignedInCookieAsync("hospital");
        var browser = app.Browser(https: true, cookies: false);
        browser.Http.DefaultRequestHeaders.Add("Cookie", signedIn);

        await browser.PageAsync("/", expected: 302);
    }

    [Theory]
    [InlineData("nurse", 14, 200)]
    [InlineData("nurse", 16, 302)]
    [InlineData("ambulance", 29, 200)]
    [InlineData("ambulance", 31, 302)]
    public async Task A_session_ends_after_idle_minutes(string account, int minutes, int expected)
    {
        var browser = await app.SignInAsAsync(account);
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        await browser.PageAsync("/", expected);
    }

    [Fact]
    public async Task A_busy_session_ends_after_twelve_hours()
    {
        var browser = await app.SignInAsAsync("gp2");
        for (var minutes = 0; minutes < (12 * 60) - 14; minutes += 14)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(14));
            await browser.PageAsync("/account/post");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(14));
        await browser.PageAsync("/account/post", expected: 302);
    }

    [Fact]
    public async Task The_page_says_without_script_when_the_session_ends()
    {
        var browser = await app.SignInAsAsync("gp");
        var ends = Domain.Patients.London.Local(app.Clock.GetUtcNow().AddMinutes(15));

        var page = await browser.PageAsync("/account/post");

        var said = page.Document.QuerySelector(".app-session [data-app-session-at]")!.TextContent;
        Assert.Contains(
            said,
            new[] { ends.ToString("HH:mm"), ends.AddMinutes(-1).ToString("HH:mm"), ends.AddMinutes(1).ToString("HH:mm") }
        );
        var stayed = await browser.SubmitAsync(page, [], expected: 302, form: "form[data-app-session-stay]");
        Assert.Equal("/", stayed.Location);
    }

    [Fact]
    public async Task A_session_is_listed_and_ended_from_another_one()
    {
        var here = await app.SignInAsAsync("hospice");
        var elsewhere = await app.SignInAsAsync("hospice");
        var page = await here.PageAsync("/account/security");
        Assert.Contains("(this session)", page.Text, StringComparison.Ordinal);

        await here.SubmitAsync(page, [], expected: 302, form: "form[action*='handler=End']");
        await Task.Delay(TimeSpan.FromSeconds(3.5), Cancel);

        await elsewhere.PageAsync("/", expected: 302);
        await here.PageAsync("/");
    }

    [Fact]
    public async Task Signing_out_ends_a_session_for_whoever_kept_its_cookie()
    {
        var cookie = await SignedInCookieAsync("carehome");
        var thief = app.Browser(cookies: false);
        thief.Http.DefaultRequestHeaders.Add("Cookie", cookie);
        var page = await thief.PageAsync("/");
        Assert.Equal(200, page.Status);

        await app.Database.RunAsync(
            "update sessions set ended_at = now() where user_id = (select id from users where email like 'carehome@%')"
        );
        await Task.Delay(TimeSpan.FromSeconds(3.5), Cancel);

        await thief.PageAsync("/", expected: 302);
    }

    [Fact]
    public async Task Signing_out_by_a_link_does_nothing_and_by_the_form_clears_the_browser()
    {
        var browser = await app.SignInAsAsync("socialcare");
        await browser.PageAsync("/account/sign-out");
        var home = await browser.PageAsync("/");

        var gone = await browser.SubmitAsync(home, [], expected: 302, form: "header form");

        Assert.Equal("\"cache\"", Assert.Single(gone.Headers.GetValues("Clear-Site-Data")));
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from sessions join users on users.id = user_id where email like 'socialcare@%' and ended_at is null"
            )
        );
    }

    [Fact]
    public async Task Two_nodes_share_a_session_and_both_refuse_a_disabled_account()
    {
        var other = new TestApp { Beside = app };
        await other.InitializeAsync();
        try
        {
            var cookie = await SignedInCookieAsync("callhandler");
            var (one, two) = (app.Browser(cookies: false), other.Browser(cookies: false));
            one.Http.DefaultRequestHeaders.Add("Cookie", cookie);
            two.Http.DefaultRequestHeaders.Add("Cookie", cookie);
            await one.PageAsync("/account/post");
            await two.PageAsync("/account/post");

            await app.Database.RunAsync("update users set enabled = false where email like 'callhandler@%'");
            await Task.Delay(TimeSpan.FromSeconds(4), Cancel);

            await one.PageAsync("/account/post", expected: 302);
            await two.PageAsync("/account/post", expected: 302);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_session_is_renewed_once_for_all_requests_that_come_together()
    {
        var cookie = await SignedInCookieAsync("ooh");
        var browser = app.Browser(cookies: false);
        browser.Http.DefaultRequestHeaders.Add("Cookie", cookie);
        app.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(1, await RenewedOfThreeAsync());
        Assert.Equal(0, await RenewedOfThreeAsync());
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await RenewedOfThreeAsync());

        // A cookie that is half used up is renewed by every answer: it may be all the browser has.
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(3, await RenewedOfThreeAsync());

        async Task<int> RenewedOfThreeAsync()
        {
            using var count = new SqlCount(app.Database);
            var cookies = 0;
            for (var request = 0; request < 3; request++)
            {
                using var answer = await browser.Http.GetAsync(new Uri("/account/post", UriKind.Relative), Cancel);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                cookies += answer.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(IsSession) ? 1 : 0;
            }

            Assert.Equal(cookies, count.Commands.Count(sql => sql.Contains("update sessions", StringComparison.Ordinal)));
            return cookies;
        }

        static bool IsSession(string line) => line.StartsWith("epaccs-session=", StringComparison.Ordinal);
    }

    private async Task<string> SignedInCookieAsync(string account)
    {
        var browser = app.Browser();
        var answer = await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = $"{account}@demo.epaccs.example", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
            expected: 302
        );
        return answer
            .Headers.GetValues("Set-Cookie")
            .First(line => line.StartsWith("epaccs-session=", StringComparison.Ordinal))
            .Split(';')[0];
    }
}
