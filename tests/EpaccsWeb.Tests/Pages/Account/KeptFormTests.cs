using EpaccsWeb.Domain.Access;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Account;

/// <summary>A form that needs a recent second factor is kept until that is shown, for the one who typed it.</summary>
public sealed class KeptFormTests(StrictApp strict) : IClassFixture<StrictApp>
{
    private const string Page = "/admin/users/new";
    private const string Typed = "Dr Priya “Naïr”";

    private TestApp App => strict.App;

    [Fact]
    public async Task What_was_typed_comes_back_after_the_factor_and_to_nobody_else()
    {
        var robin = await Joined.WithAppAsync(App, "robin.kept@example.org", Role.SystemAdministrator, "Y90070");
        var other = await Joined.WithAppAsync(App, "other.kept@example.org", Role.SystemAdministrator, "Y90070");
        var form = await robin.Browser.PageAsync(Page);
        await GrowOldAsync(robin);

        var asked = await robin.Browser.SubmitAsync(
            form,
            new()
            {
                ["Form.Name"] = Typed,
                ["Form.Email"] = "priya@example.org",
                ["Form.Senior"] = "true",
            },
            expected: 403
        );

        Assert.Contains("What you typed is kept", asked.Text, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await App.Database.ValueAsync<long>("select count(*) from user_tokens where value like '%Priya%' or value like '%priya%'")
        );
        await ConfirmAsync(other, $"/account/confirm?returnUrl={Uri.EscapeDataString(Page)}");
        Assert.Empty((await other.Browser.PageAsync(Page)).ValueOf("Form.Name") ?? "");

        var link = asked.Document.QuerySelector("main a[href^='/account/confirm']")!.GetAttribute("href")!;
        Assert.Equal(Page, await ConfirmAsync(robin, link));
        var back = await robin.Browser.PageAsync(Page);
        Assert.Contains("What you typed is back", back.Text, StringComparison.Ordinal);
        Assert.Equal((Typed, "priya@example.org"), (back.ValueOf("Form.Name"), back.ValueOf("Form.Email")));
        Assert.NotNull(back.Document.QuerySelector("[name='Form.Senior'][type=checkbox][checked]"));
        Assert.Empty(back.Errors);
        Assert.StartsWith("Invite somebody", back.Document.Title, StringComparison.Ordinal);
        Assert.Equal(0L, await App.Database.ValueAsync<long>("select count(*) from users where email = 'priya@example.org'"));

        Assert.Empty((await robin.Browser.PageAsync(Page)).ValueOf("Form.Name") ?? "");
    }

    [Fact]
    public async Task A_change_made_meanwhile_is_met_as_a_conflict_and_a_form_of_another_site_keeps_nothing()
    {
        var robin = await Joined.WithAppAsync(App, "robin.seen@example.org", Role.SystemAdministrator, "Y90070");
        var practice = await App.Database.ValueAsync<Guid>("select id from organisations where ods_code = 'Y90010'");
        var page = $"/admin/organisations/{practice}";
        var form = await robin.Browser.PageAsync(page);
        await GrowOldAsync(robin);
        var forged = await robin.Browser.PostAsync(page, new Dictionary<string, string> { ["Form.Name"] = "Forged" });
        Assert.DoesNotContain("is kept", forged.Text, StringComparison.Ordinal);
        var asked = await robin.Browser.SubmitAsync(form, new() { ["Form.Name"] = "Valley Nurses" }, expected: 403);
        await App.Database.RunAsync($"update organisations set takes_attachments = false where id = '{practice}'");

        await ConfirmAsync(robin, asked.Document.QuerySelector("main a[href^='/account/confirm']")!.GetAttribute("href")!);
        var back = await robin.Browser.PageAsync(page);
        Assert.Equal("Valley Nurses", back.ValueOf("Form.Name"));
        await robin.Browser.SubmitAsync(back, [], expected: 409);

        Assert.Equal(
            "Valley Community Nursing",
            await App.Database.ValueAsync<string>("select name from organisations where ods_code = 'Y90010'")
        );
    }

    [Fact]
    public async Task A_passphrase_is_never_kept()
    {
        var robin = await Joined.WithAppAsync(App, "robin.secret@example.org");
        var form = await robin.Browser.PageAsync("/account/passphrase");
        await GrowOldAsync(robin);

        var asked = await robin.Browser.SubmitAsync(form, new() { ["Current"] = Joined.Passphrase }, expected: 403);

        Assert.DoesNotContain("is kept", asked.Text, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await App.Database.ValueAsync<long>(
                "select count(*) from user_tokens join users on users.id = user_id where email = 'robin.secret@example.org' and name like 'kept-form%'"
            )
        );
    }

    /// <summary>Twelve minutes of work, so that the session lives and the factor is old.</summary>
    private async Task GrowOldAsync(Joined user)
    {
        App.Clock.Advance(TimeSpan.FromMinutes(6));
        await user.Browser.PageAsync("/account/security");
        App.Clock.Advance(TimeSpan.FromMinutes(6));
    }

    /// <summary>Shows the second factor; where it leads.</summary>
    private async Task<string?> ConfirmAsync(Joined user, string link)
    {
        await App.Database.RunAsync($"update users set used_codes = '{{}}' where email = '{user.Email}'");
        return (
            await user.Browser.SubmitAsync(await user.Browser.PageAsync(link), new() { ["Code"] = Totp.Code(user.Key) }, expected: 302)
        ).Location;
    }
}
