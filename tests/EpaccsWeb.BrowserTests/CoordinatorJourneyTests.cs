using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>A coordinator's question, answered in few clicks.</summary>
[Collection(JourneyCollection.Name)]
public sealed class CoordinatorJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task Which_practice_has_the_most_deaths_without_a_recorded_wish_last_quarter_takes_three_clicks()
    {
        await chromium.App.Database.RunAsync(
            "insert into area_agreements (id, organisation_id, from_day, reference, recorded_by, recorded_at) select gen_random_uuid(), id, date '2000-01-01', 'Journey', 'Test', now() from organisations where ods_code = 'Y90070'"
        );

        // The click on "Sign in" is the first.
        var page = await chromium.SignInAsAsync("coordinator");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Preferred place of death", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Last quarter, practice by practice" }).ClickAsync();

        await Expect(page.Locator("main")).ToContainTextAsync("Without a recorded wish");
        await Expect(page.Locator("main svg[role=img] title").First).ToHaveTextAsync("Died without a recorded wish, of all deaths");
        await page.Context.CloseAsync();
        await chromium.App.Database.RunAsync("delete from area_agreements");
    }
}
