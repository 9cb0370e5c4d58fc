using EpaccsWeb.DemoData;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>Asking for a link for a forgotten passphrase: tells nothing of who has an account, and shuts nobody out of anything else.</summary>
public sealed class ForgottenTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_waits_for_nothing_that_only_an_account_has()
    {
        await using var app = new TestApp();
        await app.InitializeAsync();
        var email = $"gp@{DemoAccounts.Domain}";
        // A page asked for before, so that nothing is compiled or opened while it counts.
        await AskAsync(app, "nobody@example.org", 200);
        await using (await HeldChange.MakeAsync(app.Database, "lock table invitations in access exclusive mode"))
        {
            var known = await AskAsync(app, email, 200).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            var unknown = await AskAsync(app, "someone@example.org", 200).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
            Assert.Equal(unknown.Text, known.Text);
            Assert.Equal(0L, await MailsAsync(app, email));
        }

        for (var waited = 0; waited < 200 && await MailsAsync(app, email) == 0; waited++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal(1L, await MailsAsync(app, email));
        Assert.Equal(0L, await MailsAsync(app, "%@example.org"));
    }

    [Fact]
    public async Task What_was_asked_for_is_sent_although_the_node_stops()
    {
        await using var app = new TestApp();
        await app.InitializeAsync();
        var email = $"nurse@{DemoAccounts.Domain}";
        await using (var stopping = new TestApp { Beside = app })
        {
            await stopping.InitializeAsync();
            await AskAsync(stopping, email, 200);
        }

        Assert.Equal(1L, await MailsAsync(app, email));
    }

    [Fact]
    public async Task Links_passphrases_and_passkeys_are_counted_apart()
    {
        await using var app = await FewTriesAsync();
        for (var asked = 1; asked <= 3; asked++)
        {
            await AskAsync(app, $"nobody{asked}@example.org", asked <= 2 ? 200 : 429);
        }

        await app.SignInAsAsync("gp");
        for (var guess = 1; guess <= 3; guess++)
        {
            await SignInAsync(app, $"nobody{guess}@example.org", guess <= 2 ? 400 : 429);
        }

        // By now neither is left; a passkey is looked at all the same.
        await PasskeyAsync(app, "/account/sign-in?handler=Passkey", "{}");
    }

    [Fact]
    public async Task Passkeys_that_are_none_are_written_down_a_few_times_only_and_shut_nobody_out()
    {
        await using var app = await FewTriesAsync();
        for (var tried = 0; tried < 5; tried++)
        {
            await PasskeyAsync(app, "/account/sign-in?handler=Passkey", "{}");
        }

        Assert.Equal(
            2L,
            await app.Database.ValueAsync<long>("select count(*) from audit_entries where action = 'sign-in-failed' and detail = 'passkey'")
        );
        await app.SignInAsAsync("gp");
    }

    /// <summary>A browser that sends none is no failure of the website.</summary>
    [Theory]
    [InlineData("/account/sign-in?handler=Passkey", null)]
    [InlineData("/account/sign-in?handler=Passkey", "")]
    [InlineData("/account/second-factor?handler=Passkey", null)]
    [InlineData("/account/second-factor?handler=Passkey", "not a passkey")]
    public async Task A_passkey_that_was_not_sent_is_a_wrong_one(string address, string? passkey)
    {
        await using var app = new TestApp();
        await app.InitializeAsync();

        await PasskeyAsync(app, address, passkey);
    }

    [Fact]
    public async Task After_ten_links_a_name_gets_no_more_and_is_told_so_whether_known_or_not()
    {
        await using var app = new TestApp();
        await app.InitializeAsync();
        var sentences = new HashSet<string>(StringComparer.Ordinal);
        foreach (var email in new[] { $"gp@{DemoAccounts.Domain}", "nobody@example.org" })
        {
            for (var asked = 0; asked < 10; asked++)
            {
                await AskAsync(app, email, 200);
            }

            sentences.Add(Assert.Single((await AskAsync(app, email, 429)).Errors));
        }

        Assert.StartsWith("Too many links", Assert.Single(sentences), StringComparison.Ordinal);
    }

    private static async Task<TestApp> FewTriesAsync()
    {
        var app = new TestApp { Settings = { ["SignIn:MostFailedTriesPerAddress"] = "2" } };
        await app.InitializeAsync();
        return app;
    }

    private static async Task<TestPage> AskAsync(TestApp app, string email, int expected)
    {
        var browser = app.Browser();
        return await browser.SubmitAsync(await browser.PageAsync("/account/forgotten"), new() { ["Email"] = email }, expected);
    }

    private static async Task SignInAsync(TestApp app, string email, int expected)
    {
        var browser = app.Browser();
        await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = email, ["Form.Passphrase"] = "a wrong passphrase" },
            expected
        );
    }

    private static async Task PasskeyAsync(TestApp app, string address, string? passkey)
    {
        var browser = app.Browser();
        var fields = new List<KeyValuePair<string, string>>
        {
            new("__RequestVerificationToken", (await browser.PageAsync("/account/sign-in")).ValueOf("__RequestVerificationToken")!),
        };
        if (passkey is not null)
        {
            fields.Add(new("Passkey", passkey));
        }

        var answer = await browser.PostAsync(address, fields, expected: 400);
        Assert.StartsWith("We could not sign you in with that passkey", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    private static Task<long> MailsAsync(TestApp app, string to) =>
        app.Database.ValueAsync<long>("select count(*) from outbox_mails where to_address like $1", to);
}
