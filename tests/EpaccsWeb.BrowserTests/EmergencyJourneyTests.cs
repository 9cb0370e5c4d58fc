using System.Diagnostics;
using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>An emergency is never stopped: from the found card to the plan in at most three clicks and twenty seconds.</summary>
[Collection(JourneyCollection.Name)]
public sealed class EmergencyJourneyTests(Chromium chromium)
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("hospital", "Emergency", "Emergency access (break-glass).")]
    [InlineData("ambulance", "I am caring for this person now", "Caring for the person now.")]
    public async Task Three_clicks_open_the_plan_and_the_banner_stays(string account, string button, string banner)
    {
        var patient = await chromium.App.StartRecordAsync(with: person => person with { FamilyName = $"Urgently{account}" });
        var number = await chromium.App.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient);
        var page = await chromium.SignInAsAsync(account, width: 390);
        await page.GotoAsync("/patients");
        await page.Locator("#q").FillAsync(number);
        await page.Keyboard.PressAsync("Enter");
        var watch = Stopwatch.StartNew();

        // Who comes to the door is led straight to the way in; the others are refused first.
        if (account is "ambulance")
        {
            await page.Locator($"a[href='/emergency/{patient}']").First.ClickAsync();
        }
        else
        {
            await page.Locator($"a[href='/records/{patient}'], a[href='/records/{patient}/urgent']").First.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "See the ways in" }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

        await Expect(page.Locator(".app-emergency")).ToContainTextAsync(banner);
        watch.Stop();
        Assert.True(watch.Elapsed < Most, $"It took {watch.Elapsed}.");
        await Expect(page.Locator("[data-app-until]")).ToContainTextAsync("left");
        if (account is "ambulance")
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Visit finished" }).ClickAsync();
            await page.GotoAsync($"/records/{patient}/urgent");
            await Expect(page.Locator("main")).ToContainTextAsync("You do not have a relationship with this person");
        }

        await page.Context.CloseAsync();
    }
}
