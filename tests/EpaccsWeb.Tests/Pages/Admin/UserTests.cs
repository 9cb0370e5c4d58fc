using EpaccsWeb.DemoData;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Accounts and posts as administrators keep them.</summary>
public sealed class UserTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Domain = DemoAccounts.Domain;

    [Fact]
    public async Task A_nurse_is_invited_made_senior_moved_and_her_post_ended()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        const string email = "new.nurse@valley.example";
        await admin.InviteAsync(app, email);
        var user = await app.UserAsync(email);
        var post = await app.PostAsync(email, "Y90010");

        var page = await admin.PageAsync($"/admin/users/{user}/posts/{post}");
        await admin.SubmitAsync(page, new() { ["Form.Senior"] = "true" }, 302, "form[action*='Change']");
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from posts where id = $1 and senior", post));

        page = await admin.PageAsync($"/admin/users/{user}/posts/{post}");
        var hospice = await app.OrganisationAsync("Y90020");
        await admin.SubmitAsync(page, new() { ["Form.To"] = hospice.ToString() }, 302, "form[action*='Move']");
        var moved = await app.PostAsync(email, "Y90020");
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from posts where id = $1 and ended_at is not null", post));

        page = await admin.PageAsync($"/admin/users/{user}/posts/{moved}");
        await admin.SubmitAsync(page, [], 302, "form[action*='End']");

        var account = await admin.PageAsync($"/admin/users/{user}");
        Assert.Contains("Post ended", account.Text, StringComparison.Ordinal);
        Assert.Contains("Before: Community nurse, Y90010", account.Text, StringComparison.Ordinal);
        Assert.Contains("by Kate Rowe, System administrator", account.Text, StringComparison.Ordinal);
        Assert.True(
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'administered' and detail like '%' || $1",
                moved.ToString()
            ) > 0
        );
    }

    [Fact]
    public async Task An_organisations_administrator_sees_and_changes_their_own_organisation_only()
    {
        var admin = await app.SignInAsAsync("admin");

        var list = await admin.PageAsync("/admin/users");
        Assert.Contains("Dr Priya Nair", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dr Tom Ellis", list.Text, StringComparison.Ordinal);
        await admin.PageAsync($"/admin/users/{await app.UserAsync($"gp2@{Domain}")}", expected: 404);
        await admin.PageAsync("/admin/service", expected: 403);
        var refused = await admin.InviteAsync(
            app,
            "x@riverside.example",
            "GeneralPractitioner",
            "Y90001",
            new() { ["Form.Organisation"] = (await app.OrganisationAsync("Y90002")).ToString() },
            400
        );
        Assert.Contains("Choose an organisation from the list.", refused.Errors);
        await (await app.SignInAsAsync("gp")).PageAsync("/admin/users", expected: 403);
    }

    [Theory]
    [InlineData(
        "NURSE@demo.epaccs.example",
        "This address has an account already, written \"nurse@demo.epaccs.example\". Write it the same way."
    )]
    [InlineData("nur5e", "Enter an e-mail address such as name@example.org.")]
    [InlineData(
        "nurse@dem0.epaccs.example",
        "This address looks like \"nurse@demo.epaccs.example\", which has an account. Check it; two accounts may not look alike."
    )]
    [InlineData("nurse@demo.epaccs.example", "This address belongs to an account with another name. Check the address and the name.")]
    public async Task An_address_that_is_taken_or_looks_alike_is_refused_at_its_field(string email, string sentence)
    {
        var admin = await app.SignInAsAsync("sysadmin");

        var answer = await admin.InviteAsync(app, email, expected: 400);

        Assert.Equal(sentence, Assert.Single(answer.Errors));
        Assert.Equal(email, answer.ValueOf("Form.Email"));
    }

    [Fact]
    public async Task Terms_that_cannot_be_are_refused_and_everything_typed_is_kept()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        Dictionary<string, string?> ends = new()
        {
            ["Form.EndsOn.Day"] = "1",
            ["Form.EndsOn.Month"] = "2",
            ["Form.EndsOn.Year"] = "2026",
        };

        var ended = await admin.InviteAsync(app, "ends@valley.example", more: ends, expected: 400);
        Assert.Equal("The last day is before the first day.", Assert.Single(ended.Errors));
        Assert.Equal("2026", ended.ValueOf("Form.EndsOn.Year"));
        var wrong = await admin.InviteAsync(app, "wrong@valley.example", "CallHandler", expected: 400);
        Assert.Equal("There is no call handler at an organisation of the kind \"Community nursing\".", Assert.Single(wrong.Errors));
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from users where email like '%@valley.example' and email like any (array['ends@%', 'wrong@%'])"
            )
        );
    }

    [Fact]
    public async Task Nobody_changes_their_own_rights_and_the_last_administrator_stays()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var me = await app.UserAsync($"sysadmin@{Domain}");
        var post = await app.PostAsync($"sysadmin@{Domain}", "Y90070");

        var add = await admin.PageAsync($"/admin/users/{me}/posts/new");
        var granted = await admin.SubmitAsync(
            add,
            new() { ["Form.Role"] = "Coordinator", ["Form.Organisation"] = (await app.OrganisationAsync("Y90070")).ToString() },
            400
        );
        Assert.Contains("Nobody changes their own rights. Ask another administrator.", granted.Errors);
        var page = await admin.PageAsync($"/admin/users/{me}/posts/{post}");
        var ended = await admin.SubmitAsync(page, [], 400, "form[action*='End']");
        Assert.Contains("This is the last system administrator. Another one must be granted before this post can end.", ended.Errors);
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from posts where id = $1 and ended_at is not null", post));
    }

    [Fact]
    public async Task A_disabled_account_is_out_and_can_be_enabled_again()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var victim = await app.SignInAsAsync("callhandler");
        var id = await app.UserAsync($"callhandler@{Domain}");

        var page = await admin.PageAsync($"/admin/users/{id}");
        var without = await admin.SubmitAsync(page, [], 400, "form[action*='Disable']");
        Assert.Contains("Say why the account is disabled.", without.Errors);
        await admin.SubmitAsync(page, new() { ["Form.Reason"] = "Left the service" }, 302, "form[action*='Disable']");
        await Task.Delay(TimeSpan.FromSeconds(3.2), TestContext.Current.CancellationToken);
        await victim.PageAsync("/", expected: 302);

        await admin.SubmitAsync(await admin.PageAsync($"/admin/users/{id}"), [], 302, "form[action*='Enable']");
        await (await app.SignInAsAsync("callhandler")).PageAsync("/");
    }

    [Fact]
    public async Task Two_administrators_who_change_one_post_meet_as_a_conflict()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        await admin.InviteAsync(app, "conflict@valley.example");
        var user = await app.UserAsync("conflict@valley.example");
        var post = await app.PostAsync("conflict@valley.example", "Y90010");
        var stale = await admin.PageAsync($"/admin/users/{user}/posts/{post}");
        await admin.SubmitAsync(stale, new() { ["Form.Senior"] = "true" }, 302, "form[action*='Change']");

        var answer = await admin.SubmitAsync(stale, [], 409, "form[action*='Change']");

        Assert.Contains("It is now: Community nurse, Y90010, senior", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_for_endorsement_go_to_the_successor_or_to_everybody()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        await admin.InviteAsync(app, "leaver@riverside.example", "GeneralPractitioner", "Y90001", new() { ["Form.Senior"] = "true" });
        await admin.InviteAsync(app, "second@riverside.example", "GeneralPractitioner", "Y90001", new() { ["Form.Senior"] = "true" });
        var leaver = await app.PostAsync("leaver@riverside.example", "Y90001");
        var second = await app.PostAsync("second@riverside.example", "Y90001");
        var patient = await app.PersonAsync("999 000 0085");
        await app.Database.RunAsync(
            $"insert into endorsement_requests (id, patient_id, section, number, to_post_id, to_name, asked_at, asked_by_id, asked_by) values (gen_random_uuid(), '{patient}', 'resuscitation', 1, '{leaver}', 'Test Person', now(), gen_random_uuid(), 'x')"
        );

        async Task EndAsync(string email, Guid post, Guid? to) =>
            await admin.SubmitAsync(
                await admin.PageAsync($"/admin/users/{await app.UserAsync(email)}/posts/{post}"),
                new() { ["Form.HandTo"] = to?.ToString() ?? string.Empty },
                302,
                "form[action*='End']"
            );

        await EndAsync("leaver@riverside.example", leaver, second);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from endorsement_requests where to_post_id = $1 and closed_at is null",
                second
            )
        );
        await EndAsync("second@riverside.example", second, null);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from endorsement_requests where to_post_id = $1 and closed_at is not null",
                second
            )
        );
    }

    [Fact]
    public async Task Filters_find_by_role_status_and_part_of_a_name()
    {
        var admin = await app.SignInAsAsync("sysadmin");

        var nurses = await admin.PageAsync("/admin/users?role=AmbulanceClinician&status=&factor=None");
        Assert.Contains("Chris Dunn", nurses.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam Whitlock", nurses.Text, StringComparison.Ordinal);
        var found = await admin.SubmitAsync(
            await admin.PageAsync("/admin/users"),
            new() { ["Text"] = "whitl" },
            200,
            "main form[method=post]"
        );
        Assert.Contains("1 account", found.Text, StringComparison.Ordinal);
        Assert.Contains("Sam Whitlock", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_quarter_every_post_is_confirmed_or_ended()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var page = await admin.PageAsync("/admin/users/confirm");
        var before = page.Document.QuerySelectorAll("main form").Length;

        await admin.SubmitAsync(page, [], 302);

        Assert.Equal(before - 1, (await admin.PageAsync("/admin/users/confirm")).Document.QuerySelectorAll("main form").Length);
    }
}

/// <summary>Accounts that nobody uses; a class of its own, because it sets the clock on.</summary>
public sealed class DormantAccountTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_account_without_sign_in_for_90_days_is_listed_then_disabled_but_never_the_last_administrator()
    {
        var work = app.Services.GetRequiredService<DormantAccounts>();
        app.Clock.Advance(TimeSpan.FromDays(80));
        var admin = await app.SignInAsAsync("sysadmin");
        Assert.Contains("Sam Whitlock", (await admin.PageAsync("/admin/users?status=Dormant")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await work.DisableAsync(TestContext.Current.CancellationToken));

        app.Clock.Advance(TimeSpan.FromDays(11));
        Assert.True(await work.DisableAsync(TestContext.Current.CancellationToken) > 10);
        app.Clock.Advance(TimeSpan.FromDays(200));
        await work.DisableAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from users where enabled"));
        Assert.True(await app.Database.ValueAsync<bool>("select enabled from users where email = $1", $"sysadmin@{DemoAccounts.Domain}"));
        Assert.True(
            await app.Database.ValueAsync<long>("select count(*) from admin_changes where what = 'account disabled' and by_id is null") > 10
        );
    }
}
