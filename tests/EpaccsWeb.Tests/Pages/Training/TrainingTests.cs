using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Training;
using Microsoft.Extensions.Configuration;

namespace EpaccsWeb.Tests.Pages.Training;

/// <summary>Help for new staff, and the exercises of the training site.</summary>
public sealed class TrainingTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Every_role_has_its_page_and_the_first_visit_leads_to_it()
    {
        var browser = await app.SignInAsAsync("callhandler");
        foreach (var role in Enum.GetValues<Role>())
        {
            var page = await browser.PageAsync($"/help/roles/{Slug.Of(role)}");
            Assert.Equal(PermissionTable.Of(role).Count, page.Document.QuerySelectorAll(".nhsuk-list--tick li").Length);
        }

        await browser.PageAsync("/help/roles/matron", expected: 404);
        Assert.NotNull((await browser.PageAsync("/help/start")).Document.QuerySelector("a[href='/help/roles/call-handler']"));
    }

    [Fact]
    public async Task An_exercise_is_checked_and_kept_in_ones_own_log()
    {
        var browser = await app.SignInAsAsync("ooh");
        var call = NightCall.All[0];
        var page = await browser.PageAsync($"/training/{call.Slug}");
        var missing = await browser.SubmitAsync(page, new() { ["Answers[0]"] = "1" }, 400);
        Assert.Equal(2, missing.Errors.Count);
        Assert.Equal("1", missing.ValueOf("Answers[0]"));

        var done = await browser.SubmitAsync(
            page,
            new()
            {
                ["Answers[0]"] = "1",
                ["Answers[1]"] = "0",
                ["Answers[2]"] = "0",
            },
            200
        );

        Assert.Contains("2 of 3 right", done.Text, StringComparison.Ordinal);
        Assert.Contains("2 of 3 right", (await browser.PageAsync("/training")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("of 3 right", (await (await app.SignInAsAsync("gp")).PageAsync("/training")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_training_site_starts_over_a_demonstration_only()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Training:Enabled"] = "true" })
            .Build();
        var cancel = TestContext.Current.CancellationToken;
        await using var other = await TestDatabases.CreateAsync();
        await using var database = EpaccsDatabase.Of(other.Owner, other.App);
        Assert.Null(await TrainingSite.WhyNotAsync(settings, database, cancel));
        Assert.True(await database.IsDemonstrationAsync(cancel));

        await other.RunAsync("update service_state set is_demonstration = false");

        Assert.Contains(
            "not marked as a demonstration",
            await TrainingSite.WhyNotAsync(settings, database, cancel),
            StringComparison.Ordinal
        );
        Assert.False(await database.IsDemonstrationAsync(cancel));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.EmptyDemonstrationAsync(cancel));
        Assert.True(await other.ValueAsync<long>("select count(*) from patients") > 0);
    }

    [Fact]
    public async Task A_demonstration_is_put_back_to_its_beginning()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var other = await TestDatabases.CreateAsync();
        await using var database = EpaccsDatabase.Of(other.Owner, other.App);
        var people = await other.ValueAsync<long>("select count(*) from patients");
        await other.RunAsync("update users set enabled = false");

        await database.EmptyDemonstrationAsync(cancel);
        await database.MigrateAsync(cancel);
        Assert.True(await DemoData.DemoLoader.LoadIntoEmptyAsync(other.App, cancel));

        Assert.Equal(people, await other.ValueAsync<long>("select count(*) from patients"));
        Assert.Equal(0L, await other.ValueAsync<long>("select count(*) from users where not enabled"));
    }
}
