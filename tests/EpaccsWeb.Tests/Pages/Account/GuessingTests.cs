using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>What somebody learns or gains who guesses names and passphrases: nothing.</summary>
public sealed class GuessingTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Popular =
    [
        "password1234567",
        "passwordpassword",
        "qwertyuiop12345",
        "letmeinletmein1",
        "iloveyouiloveyou",
    ];

    [Fact]
    public async Task Five_hundred_names_times_five_passphrases_open_nothing_and_a_victim_still_signs_in()
    {
        var victim = "practice@demo.epaccs.example";
        var names = Enumerable.Range(0, 499).Select(at => $"user{at}@demo.epaccs.example").Append(victim).ToList();
        var browser = app.Browser();
        var token = (await browser.PageAsync("/account/sign-in")).ValueOf("__RequestVerificationToken")!;
        var statuses = new List<int>();
        foreach (var passphrase in Popular)
        {
            foreach (var name in names)
            {
                using var form = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["Form.Email"] = name,
                        ["Form.Passphrase"] = passphrase,
                        ["__RequestVerificationToken"] = token,
                    }
                );
                using var answer = await browser.Http.PostAsync(
                    new Uri("/account/sign-in", UriKind.Relative),
                    form,
                    TestContext.Current.CancellationToken
                );
                statuses.Add((int)answer.StatusCode);
            }
        }

        Assert.Equal(2500, statuses.Count);
        Assert.All(statuses, status => Assert.True(status is 400 or 429, $"{status}"));
        Assert.InRange(statuses.Count(status => status == 400), 200, 300);

        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await app.SignInAsAsync("practice");
    }

    [Fact]
    public async Task Ten_failed_tries_in_any_fifteen_minutes_even_when_the_owner_signs_in_between()
    {
        async Task TryAsync(string passphrase, int expected)
        {
            var browser = app.Browser();
            await browser.SubmitAsync(
                await browser.PageAsync("/account/sign-in"),
                new() { ["Form.Email"] = "coordinator@demo.epaccs.example", ["Form.Passphrase"] = passphrase },
                expected
            );
        }

        for (var attempt = 0; attempt < 9; attempt++)
        {
            await TryAsync("wrong-passphrase-1", 400);
        }

        await TryAsync(DemoData.DemoAccounts.Passphrase, 302);
        await TryAsync("wrong-passphrase-1", 400);
        await TryAsync(DemoData.DemoAccounts.Passphrase, 400);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await TryAsync(DemoData.DemoAccounts.Passphrase, 302);
    }
}
