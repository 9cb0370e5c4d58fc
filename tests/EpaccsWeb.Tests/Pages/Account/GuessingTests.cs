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
        const string Email = "coordinator@demo.epaccs.example";
        for (var attempt = 0; attempt < 9; attempt++)
        {
            await TryAsync(Email, "wrong-passphrase-1", 400);
        }

        await TryAsync(Email, DemoData.DemoAccounts.Passphrase, 302);
        await TryAsync(Email, "wrong-passphrase-1", 400);
        await TryAsync(Email, DemoData.DemoAccounts.Passphrase, 400);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await TryAsync(Email, DemoData.DemoAccounts.Passphrase, 302);
    }

    /// <summary>Where accounts are looked for, the sign of the kelvin is read as a k.</summary>
    [Fact]
    public async Task However_a_name_is_typed_the_tries_count_for_the_account_that_it_reaches()
    {
        const string Email = "kim.parker@example.org";
        await Joined.WithAppAsync(app, Email);
        var other = Email.Replace('k', '\u212A');
        await TryAsync(other, Joined.Passphrase, 302);

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await TryAsync(Email, "wrong-passphrase-1", 400);
            await TryAsync(other, "wrong-passphrase-1", 400);
        }

        await TryAsync(Email, Joined.Passphrase, 400);
        await TryAsync(other, Joined.Passphrase, 400);
    }

    private async Task TryAsync(string email, string passphrase, int expected)
    {
        var browser = app.Browser();
        await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = email, ["Form.Passphrase"] = passphrase },
            expected
        );
    }
}
