using System.Text.RegularExpressions;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Mail;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>The website where second factors are required, as outside Development.</summary>
public sealed class StrictApp : IAsyncLifetime
{
    public TestApp App { get; } = new() { Settings = { ["SignIn:RequireSecondFactor"] = "true" } };

    public ValueTask InitializeAsync() => App.InitializeAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

/// <summary>Second factors through the real pages: opening an account, signing in, losing a device.</summary>
public sealed class SecondFactorTests(StrictApp strict) : IClassFixture<StrictApp>
{
    private TestApp App => strict.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_person_opens_an_account_and_signs_in_with_app_and_recovery_code()
    {
        var robin = await Joined.WithAppAsync(App, "robin.a@example.org");
        Assert.Equal(10, robin.RecoveryCodes.Count);
        Assert.Contains("Robin Feather", (await robin.Browser.PageAsync("/")).Html, StringComparison.Ordinal);

        var (browser, page) = await Joined.HalfAsync(App, robin.Email);
        await browser.SubmitAsync(page, new() { ["Code"] = Totp.Code(robin.Key) }, expected: 302);
        await browser.PageAsync("/");

        (browser, page) = await Joined.HalfAsync(App, robin.Email);
        var used = await browser.SubmitAsync(page, new() { ["Code"] = Totp.Code(robin.Key) }, expected: 400);
        Assert.Contains("used before", Assert.Single(used.Errors), StringComparison.Ordinal);
        await browser.SubmitAsync(page, new() { ["Code"] = robin.RecoveryCodes[0].ToLowerInvariant() }, expected: 302);
        await browser.PageAsync("/");

        (browser, page) = await Joined.HalfAsync(App, robin.Email);
        await browser.SubmitAsync(page, new() { ["Code"] = robin.RecoveryCodes[0] }, expected: 400);
        Assert.Equal(
            0L,
            await App.Database.ValueAsync<long>(
                "select count(*) from user_tokens where value like '%' || $1 || '%'",
                robin.RecoveryCodes[1]
            )
        );
        Assert.Equal(
            1L,
            await App.Database.ValueAsync<long>(
                "select count(*) from outbox_mails where to_address = $1 and subject like '%recovery code was used'",
                robin.Email
            )
        );
    }

    [Fact]
    public async Task Half_a_sign_in_reaches_no_page()
    {
        await Joined.WithAppAsync(App, "robin.b@example.org");
        var (browser, _) = await Joined.HalfAsync(App, "robin.b@example.org");

        var asha = await App.PersonAsync("999 000 0018");
        foreach (
            var address in App
                .Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null)
                .Select(endpoint =>
                    "/" + endpoint.RoutePattern.RawText!.Replace("{patientId:guid}", asha.ToString(), StringComparison.Ordinal)
                )
                .Where(address => !address.Contains('{', StringComparison.Ordinal))
                .Distinct()
        )
        {
            var answer = await browser.PageAsync(address, expected: 302);
            Assert.Contains("/account/sign-in", answer.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_passphrase_alone_gets_nowhere_where_a_factor_is_required()
    {
        var browser = App.Browser();

        var answer = await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = "gp@demo.epaccs.example", ["Form.Passphrase"] = DemoData.DemoAccounts.Passphrase },
            expected: 400
        );

        Assert.StartsWith("We could not sign you in", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_close_the_account_like_wrong_passphrases()
    {
        var robin = await Joined.WithAppAsync(App, "robin.c@example.org");
        var (browser, page) = await Joined.HalfAsync(App, robin.Email);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await browser.SubmitAsync(page, new() { ["Code"] = "000000" }, expected: 400);
        }

        await browser.SubmitAsync(page, new() { ["Code"] = Totp.Code(robin.Key) }, expected: 400);
    }

    [Fact]
    public async Task A_change_of_factors_needs_a_recent_one_tells_the_user_and_ends_other_sessions()
    {
        var robin = await Joined.WithAppAsync(App, "robin.d@example.org");
        var (other, half) = await Joined.HalfAsync(App, robin.Email);
        await other.SubmitAsync(half, new() { ["Code"] = Totp.Code(robin.Key) }, expected: 302);
        await App.Database.RunAsync("update users set used_codes = '{}' where email = 'robin.d@example.org'");

        // Twelve minutes of work, so that the session lives and the factor is old.
        App.Clock.Advance(TimeSpan.FromMinutes(6));
        await robin.Browser.PageAsync("/account/post");
        await other.PageAsync("/account/post");
        App.Clock.Advance(TimeSpan.FromMinutes(6));
        var sent = await robin.Browser.PageAsync("/account/recovery-codes", expected: 302);
        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Frecovery-codes", sent.Location);
        await robin.Browser.SubmitAsync(await robin.Browser.PageAsync(sent.Location!), new() { ["Code"] = "123123" }, expected: 400);
        var confirmed = await robin.Browser.SubmitAsync(
            await robin.Browser.PageAsync(sent.Location!),
            new() { ["Code"] = Totp.Code(robin.Key) },
            expected: 302
        );
        var made = await robin.Browser.SubmitAsync(await robin.Browser.PageAsync(confirmed.Location!), [], expected: 200);

        Assert.Equal(10, Joined.CodesOn(made).Count);
        await robin.Browser.PageAsync("/account/security");
        await Task.Delay(TimeSpan.FromSeconds(3.5), Cancel);
        await other.PageAsync("/", expected: 302);
        Assert.Equal(
            2L,
            await App.Database.ValueAsync<long>(
                "select count(*) from outbox_mails where to_address = 'robin.d@example.org' and subject like '%recovery codes were made'"
            )
        );
        Assert.Equal(
            2L,
            await App.Database.ValueAsync<long>(
                "select count(*) from audit_entries join users on users.id = user_id where action = 'recovery-codes-made' and email = 'robin.d@example.org'"
            )
        );
    }

    [Fact]
    public async Task The_only_factor_cannot_be_removed()
    {
        var robin = await Joined.WithAppAsync(App, "robin.e@example.org");

        var answer = await robin.Browser.SubmitAsync(
            await robin.Browser.PageAsync("/account/app"),
            [],
            expected: 400,
            form: "form[action*='handler=Remove']"
        );

        Assert.Contains("only second factor", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_administrators_take_a_lost_factor_away_and_the_passphrase_is_still_asked()
    {
        var robin = await Joined.WithAppAsync(App, "robin.f@example.org");
        await Joined.WithAppAsync(App, "second.admin@example.org", Role.SystemAdministrator, "Y90070");
        var (asker, decider) = (await App.ActorAsync("sysadmin"), await ActorOfAsync("second.admin@example.org"));
        var user = await App.Database.ValueAsync<Guid>("select id from users where email = $1", robin.Email);

        Assert.NotNull(await ResetAsync(resets => resets.AskAsync(user, " ", asker, Cancel)));
        Assert.Null(await ResetAsync(resets => resets.AskAsync(user, "Rang back on the known number", asker, Cancel)));
        var id = await App.Database.ValueAsync<Guid>("select id from factor_resets where user_id = $1", user);
        Assert.Contains("Somebody else", await ResetAsync(resets => resets.DecideAsync(id, true, asker, Cancel)), StringComparison.Ordinal);
        Assert.Null(await ResetAsync(resets => resets.DecideAsync(id, true, decider, Cancel)));
        Assert.Contains("already", await ResetAsync(resets => resets.DecideAsync(id, true, decider, Cancel)), StringComparison.Ordinal);

        await Task.Delay(TimeSpan.FromSeconds(3.5), Cancel);
        await robin.Browser.PageAsync("/", expected: 302);
        var link = await LinkInMailAsync(robin.Email, "/account/enrol/");
        var browser = App.Browser();
        var page = await browser.PageAsync(link);
        var key = Joined.KeyOn(page);
        await browser.SubmitAsync(
            page,
            new() { ["Passphrase"] = "not the passphrase at all", ["AppCode"] = Totp.Code(key) },
            expected: 400
        );
        var done = await browser.SubmitAsync(
            page,
            new() { ["Passphrase"] = Joined.Passphrase, ["AppCode"] = Totp.Code(key) },
            expected: 200
        );
        Assert.Equal(10, Joined.CodesOn(done).Count);
        await browser.PageAsync("/");
    }

    [Fact]
    public async Task A_forgotten_passphrase_is_changed_with_the_second_factor_only()
    {
        var robin = await Joined.WithAppAsync(App, "robin.g@example.org");
        var browser = App.Browser();
        var unknown = await AskForLinkAsync(browser, "nobody@example.org");
        var known = await AskForLinkAsync(browser, robin.Email, mailComes: true);
        Assert.Equal(known.Text, unknown.Text);
        var link = await LinkInMailAsync(robin.Email, "/account/new-passphrase/");
        var page = await browser.PageAsync(link);
        const string Chosen = "violet hammock thirteen otters";

        await browser.SubmitAsync(page, new() { ["Passphrase"] = Chosen, ["Again"] = Chosen }, expected: 400);
        await browser.SubmitAsync(
            page,
            new()
            {
                ["Passphrase"] = Chosen,
                ["Again"] = Chosen,
                ["Code"] = robin.RecoveryCodes[3],
            },
            expected: 302
        );

        await browser.PageAsync(link, expected: 400);
        var (again, half) = await Joined.HalfAsync(App, robin.Email, Chosen);
        await again.SubmitAsync(half, new() { ["Code"] = Totp.Code(robin.Key) }, expected: 302);
    }

    [Fact]
    public async Task Whoever_reads_the_mail_of_somebody_without_a_factor_does_not_get_the_account()
    {
        var robin = await Joined.WithAppAsync(App, "robin.h@example.org");
        await Joined.WithAppAsync(App, "third.admin@example.org", Role.SystemAdministrator, "Y90070");
        var user = await App.Database.ValueAsync<Guid>("select id from users where email = $1", robin.Email);
        var thief = App.Browser();
        await AskForLinkAsync(thief, robin.Email, mailComes: true);
        var before = await LinkInMailAsync(robin.Email, "/account/new-passphrase/");
        var open = await thief.PageAsync(before);
        Assert.Null(
            await ResetAsync(async resets =>
                await resets.AskAsync(user, "Rang back on the known number", await App.ActorAsync("sysadmin"), Cancel)
            )
        );
        var id = await App.Database.ValueAsync<Guid>("select id from factor_resets where user_id = $1", user);
        var decider = await ActorOfAsync("third.admin@example.org");
        Assert.Null(await ResetAsync(resets => resets.DecideAsync(id, true, decider, Cancel)));
        const string Chosen = "violet hammock thirteen otters";

        // A link from before the reset, and what is asked for after it.
        var refused = await thief.SubmitAsync(open, new() { ["Passphrase"] = Chosen, ["Again"] = Chosen }, expected: 400);
        Assert.Contains("This link does not work", refused.Text, StringComparison.Ordinal);
        await thief.PageAsync(before, expected: 400);
        var unknown = await AskForLinkAsync(thief, "nobody@example.org");
        Assert.Equal(unknown.Text, (await AskForLinkAsync(thief, robin.Email, mailComes: true)).Text);
        Assert.Equal(
            1L,
            await App.Database.ValueAsync<long>("select count(*) from invitations where user_id = $1 and purpose = 'passphrase'", user)
        );
        Assert.Equal(
            1L,
            await App.Database.ValueAsync<long>(
                "select count(*) from outbox_mails where to_address = $1 and subject like '%no link for a new passphrase was sent'",
                robin.Email
            )
        );
        var link = await LinkInMailAsync(robin.Email, "/account/enrol/");
        var page = await thief.PageAsync(link);
        await thief.SubmitAsync(page, new() { ["Passphrase"] = Chosen, ["AppCode"] = Totp.Code(Joined.KeyOn(page)) }, expected: 400);

        // The owner's passphrase is what it was, and opens the link.
        var owner = App.Browser();
        page = await owner.PageAsync(link);
        await owner.SubmitAsync(
            page,
            new() { ["Passphrase"] = Joined.Passphrase, ["AppCode"] = Totp.Code(Joined.KeyOn(page)) },
            expected: 200
        );
        await AskForLinkAsync(owner, robin.Email, mailComes: true);
        var after = await owner.PageAsync(await LinkInMailAsync(robin.Email, "/account/new-passphrase/"));
        await owner.SubmitAsync(
            after,
            new()
            {
                ["Passphrase"] = Chosen,
                ["Again"] = Chosen,
                ["Code"] = "000000",
            },
            expected: 400
        );
    }

    [Fact]
    public async Task Of_two_who_ask_for_a_reset_at_once_the_second_is_told_that_one_waits()
    {
        var robin = await Joined.WithAppAsync(App, "robin.i@example.org");
        var asker = await App.ActorAsync("sysadmin");
        var user = await App.Database.ValueAsync<Guid>("select id from users where email = $1", robin.Email);
        await using var other = await HeldChange.MakeAsync(
            App.Database,
            $"""
            insert into factor_resets (id, user_id, asked_by, asked_at, reason, approved)
            values (gen_random_uuid(), '{user}', '{asker.UserId}', '{App.Clock.GetUtcNow():O}', 'Rang back', false)
            """
        );

        var answer = await other.CommitBeforeAsync(
            ResetAsync(resets => resets.AskAsync(user, "Rang back on the known number", asker, Cancel))
        );

        Assert.Equal("A reset for this account waits for a second person already.", answer);
        Assert.Equal(
            0L,
            await App.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'factor-reset-asked' and detail = 'account ' || $1",
                user.ToString()
            )
        );
    }

    /// <summary>Asks for a link, and waits for the mail, which is made after the answer.</summary>
    private async Task<TestPage> AskForLinkAsync(TestBrowser browser, string email, bool mailComes = false)
    {
        var before = await MailsAsync();
        var answer = await browser.SubmitAsync(await browser.PageAsync("/account/forgotten"), new() { ["Email"] = email }, expected: 200);
        for (var waited = 0; mailComes && waited < 200 && await MailsAsync() == before; waited++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(mailComes ? before + 1 : before, await MailsAsync());
        return answer;

        Task<long> MailsAsync() => App.Database.ValueAsync<long>("select count(*) from outbox_mails where to_address = $1", email);
    }

    /// <summary>The last link in the mails that were sent; once they are out, the database keeps none.</summary>
    private async Task<string> LinkInMailAsync(string email, string page)
    {
        await App.Services.GetRequiredService<OutboxSender>().SendAllAsync(Cancel);
        Assert.Equal(0L, await App.Database.ValueAsync<long>("select count(*) from outbox_mails where body like '%/account/%'"));
        return Directory
            .GetFiles(App.Services.GetRequiredService<MailOptions>().Folder, "*.eml")
            .OrderBy(File.GetLastWriteTimeUtc)
            .Select(file => File.ReadAllText(file).Replace("=\r\n", string.Empty, StringComparison.Ordinal))
            .Where(text => text.Contains(email, StringComparison.Ordinal))
            .Select(text => Regex.Match(text, $"{page}[A-Za-z0-9_-]{{43}}").Value)
            .Last(found => found.Length > 0);
    }

    private async Task<string?> ResetAsync(Func<FactorResets, Task<string?>> act)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<FactorResets>());
    }

    private async Task<Actor> ActorOfAsync(string email)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<EpaccsDbContext>().Users.SingleAsync(row => row.Email == email, Cancel);
        return (await scope.ServiceProvider.GetRequiredService<SignInDesk>().PostsAsync(user.Id, Cancel))[0];
    }
}
