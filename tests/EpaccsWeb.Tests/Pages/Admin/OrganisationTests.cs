using EpaccsWeb.Identity.Office.Organisations;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Organisations, teams, their switches and their closing.</summary>
public sealed class OrganisationTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("B82061X!", "", "GeneralPractice", "An ODS code has 3 to 8 capital letters and digits, such as Y90001.")]
    [InlineData("Y90001", "", "GeneralPractice", "An organisation with this code is here already.")]
    [InlineData("A81018", "", "Hospice", "In the published list this is the code of a GP practice, BENTLEY MEDICAL PRACTICE.")]
    [InlineData(
        "Y90010-",
        "Y90010",
        "CommunityNursing",
        "The code of a team is the code of its organisation, a hyphen and letters or digits: Y90010-EAST."
    )]
    public async Task A_code_that_cannot_be_is_refused_at_its_field(string code, string partOf, string kind, string sentence)
    {
        var admin = await app.SignInAsAsync("sysadmin");

        var answer = await AddAsync(admin, code, partOf, kind, 400);

        Assert.Equal(sentence, Assert.Single(answer.Errors));
        Assert.Equal(code, answer.ValueOf("Form.OdsCode"));
    }

    [Fact]
    public async Task A_team_is_added_gets_a_post_and_its_organisations_administrator_reaches_it()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        await AddAsync(admin, "Y90001-EAST", "Y90001", "GeneralPractice", 302);
        var own = await app.SignInAsAsync("admin");

        await own.InviteAsync(app, "team.gp@riverside.example", "GeneralPractitioner", "Y90001-EAST");

        Assert.NotEqual(Guid.Empty, await app.PostAsync("team.gp@riverside.example", "Y90001-EAST"));
    }

    [Fact]
    public async Task Switches_are_changed_with_before_and_after_and_take_effect()
    {
        var own = await app.SignInAsAsync("admin");
        var id = await app.OrganisationAsync("Y90001");
        var johnson = await app.PersonAsync("999 000 0026");
        var gp = await app.SignInAsAsync("gp");
        var page = await own.PageAsync($"/admin/organisations/{id}");
        Assert.Null(page.ValueOf("Form.Name"));

        var wrong = await own.SubmitAsync(
            page,
            new()
            {
                ["Form.NoticeMail"] = "Daily",
                ["Form.NoticeAddress"] = "",
                ["Form.ListSize"] = "9200",
            },
            400
        );
        Assert.Equal("Enter the address that mail about notices goes to, or choose no mail.", Assert.Single(wrong.Errors));
        await own.SubmitAsync(
            page,
            new()
            {
                ["Form.ListSize"] = "9200",
                ["Form.TakesAttachments"] = null,
                ["Form.NotAskedFor"] = "preferred-places",
            },
            302
        );

        var after = await own.PageAsync($"/admin/organisations/{id}");
        Assert.Contains("takes no files", after.Text, StringComparison.Ordinal);
        Assert.Contains("list of 9200", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "where they wish to be cared for",
            (await gp.PageAsync($"/records/{johnson}")).Text,
            StringComparison.Ordinal
        );
        var stale = await own.SubmitAsync(page, new() { ["Form.ListSize"] = "1" }, 409);
        Assert.Contains("Somebody else has changed this organisation.", Assert.Single(stale.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_contributions_people_read_the_plans_of_others_and_say_a_death_or_a_note_but_change_nothing()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var hospice = await app.SignInAsAsync("hospice");
        var editor = await hospice.PageAsync($"/records/{asha}/plan/about-me");
        Assert.Contains($"/records/{asha}/plan/about-me", (await hospice.PageAsync($"/records/{asha}")).Html, StringComparison.Ordinal);
        var system = await app.SignInAsAsync("sysadmin");
        var id = await app.OrganisationAsync("Y90020");
        var page = await system.PageAsync($"/admin/organisations/{id}");
        await system.SubmitAsync(page, new() { ["Form.Contributes"] = null }, 302);
        Assert.Contains(
            "only reads the plans of others",
            (await system.PageAsync($"/admin/organisations/{id}")).Text,
            StringComparison.Ordinal
        );

        var record = await hospice.PageAsync($"/records/{asha}");
        Assert.DoesNotContain($"/records/{asha}/plan/about-me", record.Html, StringComparison.Ordinal);
        await hospice.PageAsync($"/records/{asha}/plan/about-me", 403);
        await hospice.SubmitAsync(editor, [], 403);
        await hospice.PageAsync($"/records/{asha}/urgent");
        await hospice.PageAsync($"/records/{asha}/notes");
        await hospice.PageAsync($"/records/{asha}/death");

        await system.SubmitAsync(await system.PageAsync($"/admin/organisations/{id}"), new() { ["Form.Contributes"] = "true" }, 302);
        await hospice.PageAsync($"/records/{asha}/plan/about-me");
    }

    private static async Task<TestPage> AddAsync(TestBrowser admin, string code, string partOf, string kind, int expected) =>
        await admin.SubmitAsync(
            await admin.PageAsync("/admin/organisations/new"),
            new()
            {
                ["Form.OdsCode"] = code,
                ["Form.PartOf"] = partOf,
                ["Form.Kind"] = kind,
                ["Form.Name"] = "Invented",
            },
            expected
        );
}

/// <summary>A practice that closes; a class of its own, because it sets the clock on.</summary>
public sealed class ClosingTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_people_of_a_closed_practice_go_to_its_successor_and_both_are_told()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var (from, to) = (await app.OrganisationAsync("Y90002"), await app.OrganisationAsync("Y90001"));
        var khan = await app.PersonAsync("999 000 0069");
        var people = await app.Database.ValueAsync<long>("select count(*) from plans where recording_organisation_id = $1", from);
        var today = Domain.Patients.London.Day(app.Clock.GetUtcNow());
        Dictionary<string, string?> fields = new()
        {
            ["Closing.LastDay.Day"] = today.Day.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Closing.LastDay.Month"] = today.Month.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Closing.LastDay.Year"] = today.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Closing.Successor"] = "Y90020",
            ["Closing.Reason"] = "Merges with Riverside",
        };
        var page = await admin.PageAsync($"/admin/organisations/{from}");
        var wrong = await admin.SubmitAsync(page, fields, 400, "#close");
        Assert.Equal("St Clare's Hospice is of another kind: Hospice.", Assert.Single(wrong.Errors));
        fields["Closing.Successor"] = "Y90001";
        await admin.SubmitAsync(page, fields, 302, "#close");
        var work = app.Services.GetRequiredService<OrganisationClosings>();
        Assert.Equal(0, await work.MoveAllAsync(TestContext.Current.CancellationToken));

        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await work.MoveAllAsync(TestContext.Current.CancellationToken) >= people);

        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from plans where recording_organisation_id = $1", from));
        Assert.Equal(to, await app.Database.ValueAsync<Guid>("select gp_practice_id from patients where id = $1", khan));
        Assert.Equal(
            2L,
            await app.Database.ValueAsync<long>(
                "select count(distinct organisation_id) from notices where patient_id = $1 and organisation_id = any ($2)",
                khan,
                new[] { from, to }
            )
        );
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{khan}");
        Assert.Equal(0, await work.MoveAllAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from posts where organisation_id = $1 and (ends_on is null or ends_on > $2)",
                from,
                today
            )
        );
    }
}
