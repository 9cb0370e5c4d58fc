using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>Links that open accounts: once, for a time, for whoever they were made for.</summary>
public sealed class InvitationTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_works_once_and_a_second_click_gets_a_sentence()
    {
        var link = await Joined.InviteAsync(app, "sam.a@example.org");
        var (first, second) = (app.Browser(), app.Browser());
        var (page, late) = (await first.PageAsync(link), await second.PageAsync(link));
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        await first.SubmitAsync(page, Answers(page), expected: 200);

        var again = await second.SubmitAsync(late, Answers(late), expected: 400);
        Assert.Contains("was used", again.Text, StringComparison.Ordinal);
        Assert.Contains("was used", (await second.PageAsync(link, expected: 400)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_after_seven_days_and_a_new_one_or_a_withdrawal_ends_it_at_once()
    {
        var old = await Joined.InviteAsync(app, "sam.b@example.org");
        var user = await app.Database.ValueAsync<Guid>("select id from users where email = 'sam.b@example.org'");
        var newer = await WithAsync(invitations => invitations.ResendAsync(user, null, Cancel));
        await app.Browser().PageAsync(old, expected: 400);
        await app.Browser().PageAsync(new Uri(newer!).PathAndQuery);
        Assert.True(await WithAsync(invitations => invitations.RevokeAsync(user, null, Cancel)));
        Assert.False(await WithAsync(invitations => invitations.RevokeAsync(user, null, Cancel)));
        await app.Browser().PageAsync(new Uri(newer!).PathAndQuery, expected: 400);

        var other = await Joined.InviteAsync(app, "sam.c@example.org");
        await app.Database.RunAsync(
            "update invitations set expires_at = now() where user_id = (select id from users where email = 'sam.c@example.org')"
        );
        await app.Browser().PageAsync(other, expected: 400);
        await app.Browser().PageAsync("/account/enrol/made-up", expected: 400);
    }

    [Theory]
    [InlineData("short", "from 15 to 200")]
    [InlineData("passwordpassword123", "easy to guess")]
    [InlineData("P4ssw0rd-P4ssw0rd!!", "easy to guess")]
    [InlineData("qwertyuiopasdfghjkl", "easy to guess")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "easy to guess")]
    [InlineData("xyzkxyzkxyzkxyzkxyzk", "easy to guess")]
    [InlineData("robinfeather robinfeather", "easy to guess")]
    [InlineData("Demo-only-passphrase-1", "known to everybody")]
    public void A_common_passphrase_is_refused(string passphrase, string says) =>
        Assert.Contains(says, Passphrases.Problem(passphrase, "robin@example.org", "Robin Feather"), StringComparison.Ordinal);

    [Theory]
    [InlineData(Joined.Passphrase)]
    [InlineData("violet hammock thirteen otters")]
    [InlineData("zT7#qLw9!vKx2&mRp4")]
    [InlineData("violet hammock thirteen otters under the marmalade bridge at noon")]
    public void A_good_passphrase_is_taken(string passphrase) =>
        Assert.Null(Passphrases.Problem(passphrase, "robin@example.org", "Robin Feather"));

    [Fact]
    public async Task A_refused_form_keeps_the_key_and_changes_nothing()
    {
        var browser = app.Browser();
        var page = await browser.PageAsync(await Joined.InviteAsync(app, "sam.d@example.org"));
        var answers = Answers(page);

        var mismatch = await browser.SubmitAsync(page, new(answers) { ["Again"] = "another passphrase altogether" }, expected: 400);
        Assert.Equal("The two passphrases are not the same.", Assert.Single(mismatch.Errors));
        var wrong = await browser.SubmitAsync(page, new(answers) { ["AppCode"] = "000000" }, expected: 400);
        Assert.StartsWith("That code is not right", Assert.Single(wrong.Errors), StringComparison.Ordinal);
        Assert.Equal(Joined.KeyOn(page), Joined.KeyOn(wrong));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from users where email = 'sam.d@example.org' and password_hash is null and not two_factor_enabled"
            )
        );

        await browser.SubmitAsync(wrong, answers, expected: 200);
    }

    [Theory]
    [InlineData("GP@demo.epaccs.example", "already")]
    [InlineData("nvrse@demo.epaccs.example", null)]
    [InlineData("adrnin@demo.epaccs.example", "looks like")]
    [InlineData("hospita1@demo.epaccs.example", "looks like")]
    [InlineData("ho\u0441pice@demo.epaccs.example", "letters a to z")]
    [InlineData("someone", "such as")]
    [InlineData("", "Enter an e-mail address")]
    public async Task Case_variants_and_look_alikes_of_a_name_are_refused(string email, string? says)
    {
        var outcome = await Joined.OutcomeAsync(app, email, Role.CommunityNurse);

        if (says is null)
        {
            Assert.IsType<InviteOutcome.Sent>(outcome);
            return;
        }

        Assert.Contains(says, Assert.IsType<InviteOutcome.Refused>(outcome).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_cannot_end_before_it_starts()
    {
        var today = new DateOnly(2026, 11, 25);
        var outcome = await WithAsync(invitations =>
            invitations.InviteAsync(
                "sam.e@example.org",
                "Sam",
                [new NewPost(Guid.NewGuid(), Role.CommunityNurse, false, false, today, today.AddDays(-1))],
                null,
                Cancel
            )
        );

        Assert.Equal("Posts", Assert.IsType<InviteOutcome.Refused>(outcome).Field);
    }

    [Fact]
    public async Task The_first_administrator_is_made_at_the_console_and_no_second_one()
    {
        Assert.Equal(1, await CreateAdminAsync("late@example.org"));
        await app.Database.RunAsync("delete from posts where role = 'system-administrator'");

        Assert.Equal(2, await CreateAdminAsync());
        Assert.Equal(2, await CreateAdminAsync("not an address"));
        Assert.Equal(0, await CreateAdminAsync("first@example.org"));
        Assert.Equal(0, await CreateAdminAsync("first@example.org"));
        Assert.Equal(1, await CreateAdminAsync("second@example.org"));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from invitations join users on users.id = user_id where email = 'first@example.org' and revoked_at is null"
            )
        );
    }

    private static Dictionary<string, string?> Answers(TestPage page) =>
        new()
        {
            ["Passphrase"] = Joined.Passphrase,
            ["Again"] = Joined.Passphrase,
            ["AppCode"] = Totp.Code(Joined.KeyOn(page)),
        };

    private async Task<T> WithAsync<T>(Func<Invitations, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<Invitations>());
    }

    private async Task<int> CreateAdminAsync(params string[] args)
    {
        // Migrating takes the owner; the website's own role has nothing left to migrate.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Epaccs", app.Database.Owner)]).Build();
        try
        {
            return await Verb.Named(["create-admin"])!.Work(new VerbRun(args, configuration, new HostingEnvironment(), Cancel));
        }
        catch (VerbProblem problem)
        {
            return problem.ExitCode;
        }
    }
}
