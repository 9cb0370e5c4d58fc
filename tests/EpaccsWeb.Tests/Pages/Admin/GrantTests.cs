using EpaccsWeb.DemoData;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Posts that take two people.</summary>
public sealed class GrantTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_administrator_is_asked_for_by_one_and_granted_by_another()
    {
        var system = await app.SignInAsAsync("sysadmin");
        var own = await app.SignInAsAsync("admin");
        await AskAsync(system, "practice", "OrganisationAdministrator", "Y90001");
        Assert.Equal(0L, await HeldAsync("practice", "organisation-administrator"));

        var mine = await system.PageAsync("/admin/grants");
        Assert.Contains("You asked for it: a second administrator has to grant it.", mine.Text, StringComparison.Ordinal);
        var forged = await system.PostAsync(
            "/admin/grants",
            [
                new("__RequestVerificationToken", mine.ValueOf("__RequestVerificationToken")!),
                new("request", mine.ValueOf("request")!),
                new("grant", "true"),
            ],
            400
        );
        Assert.Contains("You asked for it: a second administrator has to grant it.", forged.Errors);
        Assert.Equal(0L, await HeldAsync("practice", "organisation-administrator"));

        var page = await own.PageAsync("/admin/grants");
        await own.SubmitAsync(page, new() { ["grant"] = "true" }, 302);
        Assert.Equal(1L, await HeldAsync("practice", "organisation-administrator"));
        var twice = await own.SubmitAsync(page, new() { ["grant"] = "true" }, 400);
        Assert.Contains("This request has been decided already.", twice.Errors);
        Assert.Equal(1L, await HeldAsync("practice", "organisation-administrator"));
    }

    [Fact]
    public async Task A_privacy_officer_is_not_asked_for_by_an_organisations_administrator_and_a_request_lapses()
    {
        var own = await app.SignInAsAsync("admin");
        var user = await app.UserAsync($"gp@{DemoAccounts.Domain}");
        var page = await own.PageAsync($"/admin/users/{user}/posts/new");
        var refused = await own.SubmitAsync(page, new() { ["Form.Role"] = "PrivacyOfficer", ["Form.Reason"] = "x" }, 400);
        Assert.Contains("Only a system administrator can ask for a privacy officer.", refused.Errors);

        var system = await app.SignInAsAsync("sysadmin");
        await AskAsync(system, "gp2", "PrivacyOfficer", "Y90002");
        var waiting = await own.PageAsync("/admin/grants");
        await app.Database.RunAsync("update grant_requests set expires_at = now() - interval '1 minute' where role = 'privacy-officer'");
        var lapsed = await own.SubmitAsync(waiting, new() { ["grant"] = "true" }, 400);
        Assert.Contains("This request has lapsed. The post has to be asked for again.", lapsed.Errors);
        Assert.Equal(0L, await HeldAsync("gp2", "privacy-officer"));
    }

    private async Task AskAsync(TestBrowser by, string account, string role, string organisation)
    {
        var user = await app.UserAsync($"{account}@{DemoAccounts.Domain}");
        Dictionary<string, string?> fields = new()
        {
            ["Form.Role"] = role,
            ["Form.Organisation"] = (await app.OrganisationAsync(organisation)).ToString(),
        };
        var page = await by.PageAsync($"/admin/users/{user}/posts/new");
        Assert.Contains(
            "Say why: a second administrator reads it before granting this post.",
            (await by.SubmitAsync(page, fields, 400)).Errors
        );
        fields["Form.Reason"] = "Covers for leave";
        await by.SubmitAsync(page, fields, 302);
    }

    private Task<long> HeldAsync(string account, string role) =>
        app.Database.ValueAsync<long>(
            "select count(*) from posts join users on users.id = posts.user_id where email = $1 and role = $2",
            $"{account}@{DemoAccounts.Domain}",
            role
        );
}
