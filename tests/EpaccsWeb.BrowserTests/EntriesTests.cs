using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>Several entries of one kind on a form, with script and without.</summary>
[Collection(JourneyCollection.Name)]
public sealed class EntriesTests(Chromium chromium)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task One_more_medicine_is_added_in_sight_and_the_enter_key_saves(bool script, int width)
    {
        var patient = await chromium.App.StartRecordAsync();
        var page = await chromium.SignInAsAsync("gp", width, script: script);
        await page.GotoAsync($"/records/{patient}/plan/medicines");
        await page.GetByLabel("Medicines listed").CheckAsync();
        await page.Locator("[name='Form.Taken[0].Name']").FillAsync("Senna");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add another medicine" }).ClickAsync();

        var second = page.GetByRole(AriaRole.Group, new() { Name = "Medicine 2", Exact = true });
        await Expect(second).ToBeInViewportAsync();
        await Expect(page.Locator("[name='Form.Taken[0].Name']")).ToHaveValueAsync("Senna");
        await second.GetByLabel("Name").FillAsync("Morphine sulfate");
        await second.GetByLabel("Name").PressAsync("Enter");

        await Expect(page.Locator("body")).ToContainTextAsync("Medicines: saved.");
        await Expect(page.Locator("#medicines")).ToContainTextAsync("Morphine sulfate");
        await page.Context.CloseAsync();
    }
}
