using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>The main job, end to end: find a person, read the plan, change a wish, see it in history, audit and report.</summary>
[Collection(JourneyCollection.Name)]
public sealed class MainJourneyTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gp_changes_where_Asha_Patel_wishes_to_die(bool script)
    {
        var words = $"Asked for the garden room {(script ? "with" : "without")} script";
        var page = await chromium.SignInAsAsync("gp", script: script);
        await FindAsync(page, "patel asha 14/7/1945");
        await page.GetByRole(AriaRole.Link, new() { Name = "PATEL, Asha (Mrs)" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Care plan", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("body")).ToContainTextAsync("Not for CPR");
        await Expect(page.Locator("body")).ToContainTextAsync("kitchen cupboard");

        await page.Locator("#preferred-places").GetByRole(AriaRole.Link, new() { Name = "Change" }).ClickAsync();
        await page.GetByLabel("Notes, in the person's own words where you can").FillAsync(words);
        await page.Locator("[name='Form.Death.First.Place']").SelectOptionAsync("Hospice");
        await page.Locator("[name='Form.Death.First.Name']").FillAsync("St Clare's Hospice");
        await page.Locator("[name='Form.Death.First.UsualResidence'][value='no']").CheckAsync();
        await page.Locator("[name='Form.Death.Second.Place']").SelectOptionAsync("OwnHome");
        await page.Locator("[name='Form.Death.Second.Name']").FillAsync(string.Empty);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.Locator("body")).ToContainTextAsync("Preferred places of care and death: saved.");
        await Expect(page.Locator("#preferred-places")).ToContainTextAsync(words);
        await page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(words);
        await page.GetByRole(AriaRole.Link, new() { Name = "Who looked" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Changed: Preferred places of care and death");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_death_is_recorded_and_the_coordinators_report_counts_it()
    {
        var patient = await chromium.App.StartRecordAsync(with: person =>
            person with
            {
                FamilyName = "Reported",
                DateOfBirth = new(1940, 1, 2),
            }
        );
        var gp = await chromium.SignInAsAsync("gp");
        await gp.GotoAsync($"/records/{patient}/death");
        var died = Domain.Patients.London.Day(chromium.App.Clock.GetUtcNow());
        await gp.GetByLabel("Day").FillAsync($"{died.Day}");
        await gp.GetByLabel("Month").FillAsync($"{died.Month}");
        await gp.GetByLabel("Year").FillAsync($"{died.Year}");
        await gp.Locator("[name='Form.Status'][value='Informal']").CheckAsync();
        await gp.GetByLabel("Actual place of death").SelectOptionAsync("Hospice");
        await gp.GetByRole(AriaRole.Button, new() { Name = "Record the death" }).ClickAsync();
        await Expect(gp.Locator("main")).ToContainTextAsync("Death recorded");
        await gp.Context.CloseAsync();

        var coordinator = await chromium.SignInAsAsync("coordinator");
        await coordinator.GotoAsync($"/reports/preferred-place-of-death?from={died.Year}-01-01&to={died.Year}-12-31");
        await Expect(coordinator.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("referred place of death");
        await coordinator.Context.CloseAsync();
    }

    [Fact]
    public async Task A_nurse_and_the_hospice_of_the_team_open_the_plan_and_out_of_hours_on_caring_now()
    {
        foreach (var account in new[] { "nurse", "hospice" })
        {
            var page = await chromium.SignInAsAsync(account);
            await FindAsync(page, "999 000 0018");
            await page.GetByRole(AriaRole.Link, new() { Name = "PATEL, Asha (Mrs)" }).ClickAsync();
            await Expect(page.Locator("body")).ToContainTextAsync("Not for CPR");
            await page.Context.CloseAsync();
        }

        var ooh = await chromium.SignInAsAsync("ooh", width: 390);
        await FindAsync(ooh, "9990000018");
        await ooh.GetByRole(AriaRole.Link, new() { Name = "PATEL, Asha (Mrs)" }).ClickAsync();
        await ooh.GetByRole(AriaRole.Button, new() { Name = "I am caring for this person now" }).ClickAsync();
        await Expect(ooh.Locator("body")).ToContainTextAsync("Not for CPR");
        await ooh.GetByRole(AriaRole.Button, new() { Name = "Visit finished" }).ClickAsync();
        await Expect(ooh.Locator("body")).ToContainTextAsync("Visit finished. The plan is closed to you.");
        await ooh.Context.CloseAsync();
    }

    private static async Task FindAsync(IPage page, string typed)
    {
        await page.GotoAsync("/patients");
        await page.Locator("main [name='q']").FillAsync(typed);
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
    }
}
