using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>The service page, its settings, and the view as a role.</summary>
public sealed class ServiceTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_service_page_says_how_the_service_stands()
    {
        var admin = await app.SignInAsAsync("sysadmin");

        var text = (await admin.PageAsync("/admin/service")).Text;

        foreach (
            var part in new[]
            {
                "PostgreSQL",
                "none waits",
                "Agrees with the database's",
                "Last backup Not known",
                "Database log archived Not archived",
            }
        )
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_setting_is_changed_within_its_bounds_with_its_history()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var page = await admin.PageAsync("/admin/service?name=dormant-days");

        var wrong = await admin.SubmitAsync(page, new() { ["Form.Value"] = "7", ["Form.Reason"] = "x" }, 400, "#dormant-days");
        Assert.Equal("Enter a whole number from 30 to 365.", Assert.Single(wrong.Errors));
        Assert.Equal("7", wrong.ValueOf("Form.Value"));
        await admin.SubmitAsync(page, new() { ["Form.Value"] = "60", ["Form.Reason"] = "Decided by the board" }, 302, "#dormant-days");

        var after = (await admin.PageAsync("/admin/service")).Text;
        Assert.Contains("is disabled: 60", after, StringComparison.Ordinal);
        Assert.Contains("90 to 60", after, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => app.Database.RunAsync("update admin_changes set after = '1'"));
    }

    [Theory]
    [InlineData("CareHomeStaff", "Given", "About me Yes", "Prognosis and stage No")]
    [InlineData("CommunityNurse", "Withdrawn", "Is told nothing", "Resuscitation No")]
    public async Task A_role_is_previewed_by_the_rules_in_force_without_anybodys_data(string role, string consent, params string[] parts)
    {
        var admin = await app.SignInAsAsync("admin");

        var page = await admin.PageAsync($"/admin/view-as-role?role={role}&consent={consent}");

        Assert.All(parts, part => Assert.Contains(part, page.Text, StringComparison.OrdinalIgnoreCase));
    }
}
