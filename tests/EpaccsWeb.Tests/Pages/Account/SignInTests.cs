using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>Signing in and out through the real pages.</summary>
public sealed class SignInTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("gp")]
    [InlineData("privacy")]
    [InlineData("ambulance")]
    public async Task A_demo_account_signs_in_and_out(string account)
    {
        var browser = await app.SignInAsAsync(account);

        var home = await browser.PageAsync("/");
        Assert.Contains("Sign out", home.Html, StringComparison.Ordinal);
        await browser.SubmitAsync(home, [], expected: 302, form: "header form");

        Assert.Equal(302, (await browser.PageAsync("/", expected: 302)).Status);
    }

    [Theory]
    [InlineData("gp@demo.epaccs.example", "wrong passphrase")]
    [InlineData("nobody@demo.epaccs.example", "Demo-only-passphrase-1")]
    public async Task Known_and_unknown_names_answer_alike(string email, string passphrase)
    {
        var browser = app.Browser();
        var page = await browser.PageAsync("/account/sign-in");

        var answer = await browser.SubmitAsync(page, new() { ["Form.Email"] = email, ["Form.Passphrase"] = passphrase }, expected: 400);

        Assert.Equal(
            "We could not sign you in with that e-mail address and passphrase. After 10 failed tries an account is closed for 15 minutes.",
            Assert.Single(answer.Errors)
        );
        Assert.Equal(email, answer.ValueOf("Form.Email"));
    }

    [Fact]
    public async Task Ten_failed_tries_close_the_account_whatever_the_cookies()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await TryAsync("hospital", "wrong passphrase", expected: 400);
        }

        await TryAsync("hospital", DemoData.DemoAccounts.Passphrase, expected: 400);
        app.Clock.Advance(TimeSpan.Zero);
        await TryAsync("hospice", DemoData.DemoAccounts.Passphrase, expected: 302);
    }

    [Fact]
    public async Task Many_tries_at_once_do_not_slip_past_the_limit()
    {
        Dictionary<string, string?> wrong = new()
        {
            ["Form.Email"] = $"nurse@{DemoData.DemoAccounts.Domain}",
            ["Form.Passphrase"] = "wrong-passphrase-1",
        };
        var browsers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async _ =>
                {
                    var browser = app.Browser();
                    return (Browser: browser, Page: await browser.PageAsync("/account/sign-in"));
                })
        );
        await Task.WhenAll(browsers.Select(one => one.Browser.SubmitAsync(one.Page, wrong, expected: 400)));

        Assert.Equal(
            10,
            await app.Database.ValueAsync<int>(
                "select cardinality(tries) from sign_in_tries where name_hash = sha256(convert_to(upper($1), 'UTF8'))",
                $"nurse@{DemoData.DemoAccounts.Domain}"
            )
        );
    }

    [Fact]
    public async Task A_disabled_account_is_out_within_five_seconds()
    {
        var browser = await app.SignInAsAsync("socialcare");
        await app.Database.RunAsync("update users set enabled = false where email = 'socialcare@demo.epaccs.example'");

        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);

        Assert.StartsWith(
            "/account/sign-in",
            new Uri((await browser.PageAsync("/", expected: 302)).Location!).PathAndQuery,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var answer = await app.Browser().PostAsync("/account/sign-in", [new("Form.Email", "gp@demo.epaccs.example")]);

        Assert.Equal(400, answer.Status);
    }

    private async Task TryAsync(string account, string passphrase, int expected)
    {
        var browser = app.Browser();
        var page = await browser.PageAsync("/account/sign-in");
        await browser.SubmitAsync(
            page,
            new() { ["Form.Email"] = $"{account}@demo.epaccs.example", ["Form.Passphrase"] = passphrase },
            expected
        );
    }
}
